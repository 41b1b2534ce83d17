using System.Text.Json;

namespace Baton.TeamFiles.Tables;

/// <summary>One value.</summary>
/// <param name="Text">What it is compared by.</param>
/// <param name="Json">What is shown of it where that is not text.</param>
internal readonly record struct TableCell(string Text, JsonElement? Json = null);
