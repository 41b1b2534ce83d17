using Baton.Teams.Triage;
using Microsoft.Extensions.Logging;

namespace Baton.TeamFiles;

/// <summary>What a team file needs from the program that loads it.</summary>
public sealed class TeamFileOptions
{
    /// <summary>The C# tools that the file may name with <c>function</c>. Default: none.</summary>
    public IDictionary<string, Tool> Tools { get; init; } = new Dictionary<string, Tool>(StringComparer.Ordinal);

    /// <summary>When messages go to specialists without a call of the entry agent's model, whatever the file says. Default: as the file says.</summary>
    public FastPath? FastPath { get; init; }

    /// <summary>The clock for start timeouts. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where MCP connections log. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
