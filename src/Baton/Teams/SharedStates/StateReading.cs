using Baton.Texts.Clearances;

namespace Baton.Teams.SharedStates;

/// <summary>The text of what was read, and how sensitive it is.</summary>
internal sealed record StateReading(string Text, Clearance Sensitivity);
