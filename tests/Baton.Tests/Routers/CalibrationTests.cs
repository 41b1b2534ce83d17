using Baton.Texts.Routers;

namespace Baton.Tests.Routers;

/// <summary>Properties on synthetic texts: each route has words of its own, mixed with words of all and of one other route.</summary>
public sealed class CalibrationTests
{
    private const int Routes = 5;

    private static readonly List<RouterExample> Inside = [.. Texts(1, 300)];
    private static readonly List<RouterExample> Asked = [.. Texts(2, 400)];
    private static readonly List<string> Outside = [.. Strange(3, 200)];
    private static readonly Lazy<Router> Learned = new(() => Router.Train(Inside));

    [Fact]
    public void Confidence_is_how_often_it_is_right()
    {
        var router = Learned.Value;
        var answers = Asked.ConvertAll(asked => (router.Route(asked.Text).Best!, Right: asked.Routes[0]));
        var confidence = answers.Average(answer => answer.Item1.Confidence);
        var accuracy = answers.Average(answer => answer.Item1.Name == answer.Right ? 1.0 : 0);

        Assert.InRange(accuracy, 0.6, 0.98);
        Assert.InRange(confidence, accuracy - 0.06, accuracy + 0.06);

        // And within the sure and the unsure half, too.
        var halves = answers.OrderBy(answer => answer.Item1.Confidence).Chunk(answers.Count / 2).ToList();
        Assert.All(
            halves,
            half =>
                Assert.InRange(
                    half.Average(answer => answer.Item1.Confidence) - half.Average(answer => answer.Item1.Name == answer.Right ? 1.0 : 0),
                    -0.1,
                    0.1
                )
        );
    }

    [Fact]
    public void Without_examples_of_it_most_that_is_strange_is_rejected_and_most_else_is_kept()
    {
        var router = Learned.Value;

        Assert.InRange(Asked.Average(asked => router.Route(asked.Text).OutOfScope ? 0.0 : 1), 0.85, 1);
        Assert.InRange(Outside.Average(text => router.Route(text).OutOfScope ? 1.0 : 0), 0.8, 1);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.99)]
    public void The_share_that_is_to_be_kept_is_kept_of_the_validation(double kept)
    {
        var validation = Asked.Concat(Outside.Select(text => new RouterExample(text))).ToList();
        var router = Router.Train(Inside, new() { Validation = validation, KeptInScope = kept });
        // What is rejected is all above what is kept.
        var threshold = validation
            .Select(example => router.Route(example.Text))
            .Where(routing => !routing.OutOfScope)
            .Max(routing => routing.OutOfScopeProbability);
        var keptOnes = Asked.Average(asked => router.Route(asked.Text).OutOfScopeProbability <= threshold ? 1.0 : 0);

        Assert.InRange(keptOnes, kept - 0.02, 1);
    }

    private static IEnumerable<RouterExample> Texts(int seed, int count)
    {
        var random = new Random(seed);
        for (var at = 0; at < count; at++)
        {
            var (route, other) = (random.Next(Routes), random.Next(Routes));
            var words = Enumerable
                .Range(0, 6)
                .Select(_ =>
                    random.Next(10) switch
                    {
                        < 2 => Word(route, random.Next(12)),
                        < 3 => Word(other, random.Next(12)),
                        _ => Word(99, random.Next(30)),
                    }
                );
            yield return new(string.Join(' ', words), $"route{route}");
        }
    }

    private static IEnumerable<string> Strange(int seed, int count)
    {
        var random = new Random(seed);
        for (var at = 0; at < count; at++)
            yield return string.Join(' ', Enumerable.Range(0, 6).Select(_ => Word(1_000 + random.Next(500), random.Next(30))));
    }

    // A made-up word, always the same for the same numbers.
    private static string Word(int group, int number)
    {
        var state = (uint)((group * 7919) + (number * 104_729) + 17);
        return string.Create(
            7,
            state,
            static (letters, seed) =>
            {
                for (var at = 0; at < letters.Length; at++)
                {
                    seed = (seed * 1_664_525) + 1_013_904_223;
                    letters[at] = (at % 2 == 0 ? "bdfgklmnprstvz" : "aeiou")[(int)((seed >> 16) % (at % 2 == 0 ? 14u : 5u))];
                }
            }
        );
    }
}
