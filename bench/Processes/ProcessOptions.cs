using System.Globalization;

namespace Baton.Bench.Processes;

/// <summary>The size of a campaign of live processes, and what happens to them.</summary>
internal sealed record ProcessOptions
{
    public const string Usage = "processes [--payments N] [--processes N] [--kills N] [--stops N] [--pauses N] [--approvals N]";

    /// <summary>How many payments customers ask for, in 4 conversations.</summary>
    public int Payments { get; init; } = 1000;

    /// <summary>How many processes serve at once.</summary>
    public int Processes { get; init; } = 2;

    /// <summary>How many are killed meanwhile. Another is started for each.</summary>
    public int Kills { get; init; }

    /// <summary>How many are stopped in order, each after another was started in its place, as a deploy does.</summary>
    public int Stops { get; init; }

    /// <summary>How many stand still for longer than a lease lives, and then go on.</summary>
    public int Pauses { get; init; }

    /// <summary>How many calls two people approve at the same moment in two processes, after the payments.</summary>
    public int Approvals { get; init; } = 40;

    /// <summary>The options of a command line; null if it has another form.</summary>
    public static ProcessOptions? Parse(string[] arguments)
    {
        var options = new ProcessOptions();
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not [var name, var value] || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            var next = name switch
            {
                "--payments" => options with { Payments = number },
                "--processes" => options with { Processes = number },
                "--kills" => options with { Kills = number },
                "--stops" => options with { Stops = number },
                "--pauses" => options with { Pauses = number },
                "--approvals" => options with { Approvals = number },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }

        return options is { Payments: > 0, Processes: > 1 } ? options : null;
    }
}
