using System.Globalization;

namespace Baton.Bench.Mutations;

/// <summary>How many worlds are tried for each mutation, and which mutations.</summary>
internal sealed record MutationOptions
{
    public const string Usage = "mutations [--seeds N] [--only NAME] [--minutes N] [--keep]";

    /// <summary>How many seeds are tried for each mutation. Default: 5,000.</summary>
    public int Seeds { get; init; } = 5_000;

    /// <summary>The one mutation to try. Default: all.</summary>
    public string? Only { get; init; }

    /// <summary>
    /// How long a run may take, or three times as long as without a mutation if that is longer. A run that takes longer hangs. Default: 10
    /// minutes.
    /// </summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the folder with the mutated product stays. Default: false.</summary>
    public bool IsKept { get; init; }

    /// <summary>The options of a command line; null if it has another form.</summary>
    public static MutationOptions? Parse(string[] arguments)
    {
        var options = new MutationOptions();
        for (var place = 0; place < arguments.Length; place++)
        {
            var value = place + 1 < arguments.Length ? arguments[place + 1] : "";
            switch (arguments[place])
            {
                case "--keep":
                    options = options with { IsKept = true };
                    continue;
                case "--only" when value.Length > 0:
                    options = options with { Only = value };
                    break;
                case "--seeds" when Number(value) is { } seeds:
                    options = options with { Seeds = seeds };
                    break;
                case "--minutes" when Number(value) is { } minutes:
                    options = options with { TimeLimit = TimeSpan.FromMinutes(minutes) };
                    break;
                default:
                    return null;
            }

            place++;
        }

        return options;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
