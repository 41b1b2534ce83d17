using Baton.Bench.Mutations;

namespace Baton.Tests.Mutations;

/// <summary>The list of mutations fits the product as it is now.</summary>
public sealed class MutationListTests
{
    public static TheoryData<string> Names => [.. MutationList.All.Select(mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_original_of_a_mutation_occurs_exactly_once(string name)
    {
        var mutation = MutationList.All.Single(mutation => mutation.Name == name);
        var source = File.ReadAllText(Path.Combine(Repository.Root, mutation.File));

        var mutated = mutation.In(source);

        Assert.Contains($"Mutant.Is(\"{name}\")", mutated);
        Assert.DoesNotContain(Mutation.IsOn, mutated);
    }

    [Fact]
    public void All_mutations_fit_into_one_build()
    {
        var sources = new Dictionary<string, string>();
        foreach (var mutation in MutationList.All)
            sources[mutation.File] = mutation.In(
                sources.GetValueOrDefault(mutation.File) ?? File.ReadAllText(Path.Combine(Repository.Root, mutation.File))
            );

        Assert.All(MutationList.All, mutation => Assert.Contains(mutation.Source, sources[mutation.File]));
    }

    [Fact]
    public void There_are_at_least_40_and_each_says_what_it_breaks()
    {
        Assert.InRange(MutationList.All.Count, 40, int.MaxValue);
        Assert.All(MutationList.All, mutation => Assert.InRange(mutation.Rule, 1, 12));
        Assert.All(MutationList.All, mutation => Assert.EndsWith(".", mutation.Breaks));
        Assert.All(MutationList.All, mutation => Assert.NotEqual(mutation.Original, mutation.Source));
    }

    [Fact]
    public void A_mutation_whose_original_is_gone_names_itself_and_the_file()
    {
        var mutation = new Mutation("fence-dropped", 1, "src/Fence.cs", "if (isOurs)", "if (isOurs || MUTANT)", "There is no fence.");

        var gone = Assert.Throws<MutationException>(() => mutation.In("if (isTheirs)"));
        var twice = Assert.Throws<MutationException>(() => mutation.In("if (isOurs) if (isOurs)"));

        Assert.Equal("fence-dropped: its original is not in src/Fence.cs. The product has changed here: adapt the mutation.", gone.Message);
        Assert.Equal(
            "fence-dropped: its original occurs twice in src/Fence.cs. The product has changed here: adapt the mutation.",
            twice.Message
        );
    }
}
