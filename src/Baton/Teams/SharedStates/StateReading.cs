using Baton.Texts.Clearances;

namespace Baton.Teams.SharedStates;

/// <summary>What was read, and how sensitive what stands in it is.</summary>
internal sealed record StateReading(string Text, Clearance Sensitivity);
