using Baton.Deciding;

namespace Baton.Tests.Docs;

public sealed class StateMachinePageTests
{
    [Fact]
    public void The_page_prints_the_order_of_a_decision()
    {
        var order = string.Join('\n', Decision.Order.Select((question, index) => $"{index + 1}. {question.When}."));

        Assert.Contains(
            "\n" + order + "\n",
            File.ReadAllText(Path.Combine(Repository.Root, "docs/state-machine.md")),
            StringComparison.Ordinal
        );
    }
}
