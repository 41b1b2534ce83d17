namespace Baton.States.Views;

/// <content>What somebody said, for a model that takes no part in the conversation.</content>
internal static partial class ViewText
{
    /// <summary>Words as data, with who said them.</summary>
    public static string Quoted(string speaker, string text) =>
        $"<baton:said by=\"{Escape(speaker).Replace("\"", "&quot;", StringComparison.Ordinal)}\">\n{Escape(text)}\n</baton:said>";
}
