using System.Globalization;

namespace Baton.Simulation.Exploring;

/// <summary>How many worlds are run, and how.</summary>
internal sealed record ExplorationOptions
{
    /// <summary>What a user may say.</summary>
    public const string Usage =
        "[--from 1] [--seeds 10000] [--workers CORES] [--printed 20] [--stop-at-first] [--no-variations] [--no-shrinking]";

    /// <summary>The path of Baton.Simulation.dll, beside which its settings for one thread are.</summary>
    public string Program { get; init; } = typeof(ExplorationOptions).Assembly.Location;

    /// <summary>The first seed. Default: 1.</summary>
    public ulong From { get; init; } = 1;

    /// <summary>How many worlds there are. Default: 10,000.</summary>
    public int Seeds { get; init; } = 10_000;

    /// <summary>How many processes run them. Default: as many as there are cores.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How many failures are printed when they come. Default: 20.</summary>
    public int Printed { get; init; } = 20;

    /// <summary>Whether nothing begins after the first failure. Default: no.</summary>
    public bool StopsAtFirst { get; init; }

    /// <summary>Whether kept worlds are varied. Default: yes.</summary>
    public bool Varies { get; init; } = true;

    /// <summary>Whether one failure of each kind is made smaller and printed as a test. Default: yes.</summary>
    public bool Shrinks { get; init; } = true;

    /// <summary>Reads options; null when one is not known, or has no whole number where it needs one.</summary>
    public static ExplorationOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new ExplorationOptions();
        while (!args.IsEmpty)
        {
            var (name, used) = (args[0], 1);
            switch (name)
            {
                case "--stop-at-first":
                    options = options with { StopsAtFirst = true };
                    break;
                case "--no-variations":
                    options = options with { Varies = false };
                    break;
                case "--no-shrinking":
                    options = options with { Shrinks = false };
                    break;
                default:
                    if (args.Length < 2 || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                        return null;
                    used = 2;
                    switch (name)
                    {
                        case "--from":
                            options = options with { From = (ulong)number };
                            break;
                        case "--seeds" when number > 0:
                            options = options with { Seeds = number };
                            break;
                        case "--workers" when number > 0:
                            options = options with { Workers = number };
                            break;
                        case "--printed":
                            options = options with { Printed = number };
                            break;
                        default:
                            return null;
                    }

                    break;
            }

            args = args[used..];
        }

        return options;
    }
}
