using Baton.Mcp;
using Microsoft.Extensions.Logging;

namespace Baton.TeamFiles;

/// <summary>What a team file needs from the program that loads it.</summary>
public sealed class TeamFileOptions
{
    /// <summary>The C# tools that the file may name with <c>function</c>. Default: none.</summary>
    public IDictionary<string, Tool> Tools { get; init; } = new Dictionary<string, Tool>(StringComparer.Ordinal);

    /// <summary>
    /// The <see cref="Baton.Teams.Triage.TriagePolicy.FastPathConfidence"/> in place of the file's. Default: as the file says.
    /// </summary>
    public double? FastPathConfidence { get; init; }

    /// <summary>The clock for timeouts and restarts of MCP servers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called when an MCP server is lost, when it cannot be started, and when it is up again. Default: nobody.</summary>
    public Action<McpHealth>? ServerHealthChanged { get; init; }

    /// <summary>Where MCP connections log. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
