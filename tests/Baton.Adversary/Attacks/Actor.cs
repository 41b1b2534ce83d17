namespace Baton.Adversary.Attacks;

/// <summary>Who attacks.</summary>
internal enum Actor
{
    /// <summary>A model that is not its own master: it calls and writes what the attacker wants from its first reply on.</summary>
    Model,

    /// <summary>A customer, by what they write.</summary>
    Customer,

    /// <summary>A tool of the team, or what it reads, by its results and errors.</summary>
    Tool,

    /// <summary>An MCP server, by how it lists its tools and by what they return.</summary>
    McpServer,

    /// <summary>Another system, by its callbacks and by what they say.</summary>
    ExternalSystem,
}
