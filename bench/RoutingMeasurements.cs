using System.Diagnostics;
using System.Globalization;
using Baton.Texts.Routers;

namespace Baton.Bench;

/// <summary>
/// The time of a router: 200 examples in a process that has done nothing else, up to the first answer; then 15,000 examples of 150 routes,
/// and one message. Texts are made up, as long as customers' questions are.
/// </summary>
internal static class RoutingMeasurements
{
    private const int Words = 6_000;
    private const int Asked = 20_000;

    public static void Run()
    {
        var few = Examples(200, 8, 1);
        var begun = Begin();
        var router = Router.Train(few);
        router.Route("w12 w40 please w7");
        Print("200 examples of 8 routes, cold, to the first answer", begun, 1, "ms", 1_000);

        var many = Examples(15_000, 150, 2);
        begun = Begin();
        router = Router.Train(many);
        Print("training 15,000 examples of 150 routes", begun, 1, "s", 1);

        var messages = Examples(2_000, 150, 3).ConvertAll(example => example.Text);
        foreach (var message in messages)
            router.Route(message);
        begun = Begin();
        for (var at = 0; at < Asked; at++)
            router.Route(messages[at % messages.Count]);
        Print("routing a message", begun, Asked, "µs", 1_000_000);

        using var stream = new MemoryStream();
        router.Save(stream);
        stream.Position = 0;
        begun = Begin();
        Router.TryLoad(stream);
        Print(string.Create(CultureInfo.InvariantCulture, $"loading it again, {stream.Length:N0} bytes"), begun, 1, "ms", 1_000);
    }

    // Eleven words a text: some that its route uses often, others that all use, the frequent ones more often.
    private static List<RouterExample> Examples(int count, int routes, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(at =>
                {
                    var route = at % routes;
                    var words = Enumerable
                        .Range(0, 11)
                        .Select(_ =>
                            random.Next(3) == 0
                                ? Word((route * 17) + random.Next(20))
                                : Word((int)(Words * Math.Pow(random.NextDouble(), 4)))
                        );
                    return new RouterExample(string.Join(' ', words), $"route{route}");
                }),
        ];
    }

    private static string Word(int number)
    {
        Span<char> letters = stackalloc char[3 + (number % 5)];
        for (var at = 0; at < letters.Length; at++)
        {
            letters[at] = (char)('a' + (number % 26));
            number = (number / 3) + (at * 7) + 5;
        }

        return letters.ToString();
    }

    // Wall time and the processor time of all threads: on a machine that does other things as well, the latter says what the work is.
    private static (long Wall, TimeSpan Used) Begin() => (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);

    private static void Print(string name, (long Wall, TimeSpan Used) begun, int count, string unit, double scale)
    {
        var wall = Stopwatch.GetElapsedTime(begun.Wall).TotalSeconds * scale / count;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - begun.Used).TotalSeconds * scale / count;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{name, -52} {wall, 9:F2} {unit}, {used, 9:F2} {unit} of processors")
        );
    }
}
