using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench;

/// <summary>
/// How the time to read a text grows with its length, for texts that are made to be slow. What grows with the square of the length takes
/// 100 times as long for 10 times the text.
/// </summary>
internal static class HostileMeasurements
{
    private const int Short = 10_000;
    private const int Long = 100_000;
    private const int Longer = 1_000_000;
    private const double Noticeable = 20;
    private const double SteeperThanLinear = 25;

    public static void Run()
    {
        Console.WriteLine($"{"read", -26} {"worst form", -22} {"10 kB ms", 10} {"100 kB ms", 10} {"times", 6}");
        foreach (var (name, read) in HostileReaders.All)
        {
            read(HostileTexts.Of("warm up. ", Short));
            var steep = new List<string>();
            var worst = (Form: "", Short: 0.0, Long: 0.0);
            foreach (var (form, unit) in HostileTexts.Forms)
            {
                var first = Milliseconds(() => read(HostileTexts.Of(unit, Short)));
                if (first > 1)
                    first = Math.Min(first, Milliseconds(() => read(HostileTexts.Of(unit, Short))));
                var second = Milliseconds(() => read(HostileTexts.Of(unit, Long)));
                if (second > worst.Long)
                    worst = (form, first, second);
                if (second > Noticeable && second / first > SteeperThanLinear)
                    steep.Add(Row(name, form, first, second) + Longest(read, unit));
            }

            Console.WriteLine(Row(name, worst.Form, worst.Short, worst.Long));
            foreach (var row in steep)
                Console.WriteLine(row);
        }
    }

    private static string Longest(Action<string> read, string unit) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"  grew fast; 1,000 kB take {Milliseconds(() => read(HostileTexts.Of(unit, Longer))):0} ms"
        );

    private static string Row(string name, string form, double first, double second) =>
        string.Create(CultureInfo.InvariantCulture, $"{name, -26} {form, -22} {first, 10:0.00} {second, 10:0.00} {second / first, 6:0.0}");

    private static double Milliseconds(Action act)
    {
        var begun = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
