using Baton.Teams.Confidences;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Texts.Clearances;

namespace Baton.Tests.Agents;

/// <summary>
/// An agent with one of its models is the same agent in all else, so that nothing that it may or must not do gets lost with a fallback.
/// </summary>
public sealed class AgentModelTests
{
    private static readonly string[] OfTheModel = [nameof(Agent.Model), nameof(Agent.Models), nameof(Agent.ContextWindow)];

    private static readonly Agent Whole = new()
    {
        Name = "billing",
        Description = "Charges.",
        Instructions = "Be brief.",
        Models = [new ModelChoice("first"), new ModelChoice("second", 8_000)],
        Fallback = new FallbackPolicy(),
        HoldTime = TimeSpan.FromHours(1),
        HoldTurns = 3,
        Overflow = new Agent { Name = "wide" },
        History = new HistoryPolicy(),
        IsSensitive = true,
        Clearance = Clearance.Secret,
        Confidence = new ConfidencePolicy(),
    };

    [Fact]
    public void Nothing_else_changes_with_the_model()
    {
        var second = Whole.WithModel(1);

        Assert.Equal(("second", 8_000), (second.Model, second.ContextWindow));
        Assert.Equal(Whole.ContextWindow, Whole.WithModel(0).ContextWindow);
        foreach (var property in typeof(Agent).GetProperties().Where(property => !OfTheModel.Contains(property.Name)))
        {
            // Lists are told apart by reference, and everything else has a value here that no new agent has.
            var value = property.GetValue(Whole);
            Assert.False(
                ReferenceEquals(value, property.GetValue(new Agent { Name = "other" })) || value is false,
                $"Give {property.Name} a value of its own."
            );
            if (property.PropertyType.IsValueType)
                Assert.Equal(value, property.GetValue(second));
            else
                Assert.Same(value, property.GetValue(second));
        }
    }
}
