using Baton.Cli.Output;

namespace Baton.Cli.Commands.Options;

/// <summary>The field of a labelled text that holds its label, as <c>--by</c> names it.</summary>
internal static class RouteField
{
    /// <summary>Whether the label is the intent; by default it is the routes.</summary>
    public static bool IsIntent(string? given) =>
        given switch
        {
            null or "routes" => false,
            "intent" => true,
            _ => throw new BadInputException("--by must be 'routes' or 'intent'."),
        };
}
