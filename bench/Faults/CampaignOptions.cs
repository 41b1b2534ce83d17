using System.Globalization;

namespace Baton.Bench.Faults;

/// <summary>How large a campaign is.</summary>
internal sealed record CampaignOptions
{
    public const string Usage = "faults [--turns 10000] [--seed 1] [--at-once 32] [--kill-after 120] [--turn-time 8]";

    /// <summary>How many turns there are.</summary>
    public int Turns { get; init; } = 10_000;

    /// <summary>What decides which request fails how, and when the process is killed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many customers are served at once.</summary>
    public int AtOnce { get; init; } = 32;

    /// <summary>Behind how many answers the process is killed: from half of it to one and a half times, by the seed.</summary>
    public int KillAfter { get; init; } = 120;

    /// <summary>The time of a turn in seconds.</summary>
    public int TurnTime { get; init; } = 8;

    /// <summary>Reads options; null when one is not known or no whole number from 1 on.</summary>
    public static CampaignOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new CampaignOptions();
        for (; args is [var name, var value, ..]; args = args[2..])
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                return null;
            options = name switch
            {
                "--turns" => options with { Turns = number },
                "--seed" => options with { Seed = number },
                "--at-once" => options with { AtOnce = number },
                "--kill-after" => options with { KillAfter = number },
                "--turn-time" => options with { TurnTime = number },
                _ => null,
            };
            if (options is null)
                return null;
        }

        return args.IsEmpty ? options : null;
    }
}
