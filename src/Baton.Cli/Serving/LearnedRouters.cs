using Baton.Texts.Routers;

namespace Baton.Cli.Serving;

/// <summary>The routers trained from a team's examples, which are kept beside the journal.</summary>
internal static class LearnedRouters
{
    /// <param name="store">The SQLite file that holds the conversations.</param>
    public static RouterCache Beside(string store) => new(store + ".routers");
}
