namespace Baton.Cli.Commands;

/// <summary>Which field of labelled texts names who takes one, as <c>--by</c> says it.</summary>
internal static class RouteField
{
    /// <summary>Whether it is the intent; by default it is the routes.</summary>
    public static bool IsIntent(string? given) => given switch
    {
        null or "routes" => false,
        "intent" => true,
        _ => throw new BadInputException("--by must be routes or intent."),
    };
}
