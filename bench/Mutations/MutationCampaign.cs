using System.Globalization;

namespace Baton.Bench.Mutations;

/// <summary>
/// The mutation test of the simulator: it breaks the product in the places that matter, one at a time, and counts how many the simulator
/// finds.
/// </summary>
internal static class MutationCampaign
{
    // Of 40 mutations at least 38 must be found.
    private const double LeastShare = 38.0 / 40;

    // Nobody waits for ever where the product hangs without a mutation.
    private static readonly TimeSpan LongestClean = TimeSpan.FromHours(2);

    /// <summary>Runs it.</summary>
    /// <returns>0 if enough were found, 1 if not, and 2 if it cannot be run.</returns>
    public static async Task<int> RunAsync(MutationOptions options, TimeProvider time)
    {
        var chosen = MutationList.All.Where(mutation => options.Only is null || mutation.Name == options.Only).ToList();
        if (chosen.Count == 0)
        {
            var names = string.Join(", ", MutationList.All.Select(mutation => mutation.Name));
            await Console.Error.WriteLineAsync($"There is no mutation '{options.Only}'. These are the names: {names}.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("baton-mutants-");
        try
        {
            var copy = new MutatedCopy(folder.FullName);
            copy.TakeFrom(Clone.Root);
            copy.Apply(MutationList.All);
            Print($"Building the product with {MutationList.All.Count} mutations, all of them off, in {folder.FullName}");
            await copy.BuildAsync();
            return await TryAsync(copy.Assembly, chosen, options, time);
        }
        catch (MutationException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 2;
        }
        finally
        {
            if (!options.IsKept)
                folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs a simulator without a mutation, and then with each.</summary>
    /// <returns>The exit code of <see cref="RunAsync"/>.</returns>
    public static async Task<int> TryAsync(string assembly, IReadOnlyList<Mutation> mutations, MutationOptions options, TimeProvider time)
    {
        var (clean, took) = await TimedAsync(assembly, null, options.Seeds, LongestClean, time);
        if (clean.IsFound)
        {
            await Console.Error.WriteLineAsync($"The product without a mutation is not clean: {MutationReport.Of(clean, options, took)}");
            return 2;
        }

        Print($"Without a mutation: clean, {took.TotalSeconds:F1} s");
        Print($"{"mutation", -36} rule  found");
        var limit = took * 3 > options.TimeLimit ? took * 3 : options.TimeLimit;
        var missed = new List<Mutation>();
        foreach (var mutation in mutations)
        {
            var (verdict, spent) = await TimedAsync(assembly, mutation.Name, options.Seeds, limit, time);
            Print($"{mutation.Name, -36} {mutation.Rule, 4}  {MutationReport.Of(verdict, options, spent)}");
            if (!verdict.IsFound)
                missed.Add(mutation);
        }

        foreach (var mutation in missed)
            Print($"Not found: {mutation.Name} (rule {mutation.Rule}, {mutation.File}). {mutation.Breaks}");
        var found = mutations.Count - missed.Count;
        Print($"{found} of {mutations.Count} found within {options.Seeds:N0} seeds");
        return found >= LeastShare * mutations.Count ? 0 : 1;
    }

    private static async Task<(Verdict Verdict, TimeSpan Took)> TimedAsync(
        string assembly,
        string? mutation,
        int seeds,
        TimeSpan limit,
        TimeProvider time
    )
    {
        var began = time.GetTimestamp();
        var verdict = await SimulatorRun.OfAsync(assembly, mutation, seeds, limit, time);
        return (verdict, time.GetElapsedTime(began));
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
