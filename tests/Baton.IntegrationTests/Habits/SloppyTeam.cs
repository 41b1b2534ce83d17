using Baton.Loopback;

namespace Baton.IntegrationTests.Habits;

/// <summary>
/// A customer with two issues and the team that serves them, played by a provider on this machine. Its models behave but for one habit:
/// they keep to it, or behave once they are corrected.
/// </summary>
/// <param name="habit">The habit.</param>
/// <param name="isStubborn">Whether they repeat it when they are corrected.</param>
internal sealed class SloppyTeam(SloppyHabit habit, bool isStubborn)
{
    public const string Customer = "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard is showing an error.";

    public const string Charged = "You were charged $49.99 for the Pro plan, with invoice 7.";

    public const string Failing = "The dashboard error is known. It will be gone in two hours.";

    public static Team Team()
    {
        var billing = new Agent
        {
            Name = "billing",
            Description = "Charges and invoices.",
            Instructions = "You do billing.",
            Tools =
            [
                Tool.Create(
                    (string amount, int? year = null) => $"invoice 7 over {amount} of {year}",
                    "find_charge",
                    effect: ToolEffect.ReadOnly
                ),
            ],
        };
        var technical = new Agent
        {
            Name = "technical",
            Description = "Errors.",
            Instructions = "You do errors.",
            Handoffs = [billing],
        };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "You route.",
            Handoffs = [billing, technical],
        };
        billing.Handoffs.Add(triage);
        return new Team("support", triage);
    }

    public ScriptedReply Play(ParsedRequest request)
    {
        var good = Good(request);
        return !isStubborn && IsCorrected(request) ? good : habit.Bend(good);
    }

    private static ScriptedReply Good(ParsedRequest request) =>
        request.System switch
        {
            var system when system.StartsWith("You route.", StringComparison.Ordinal) => ScriptedReply.Calls(
                ("transfer_to_billing", """{"summary":"Charged $49.99 instead of $29.99.","issues":["The charge of $49.99"]}"""),
                ("transfer_to_technical", """{"summary":"The dashboard shows an error.","issues":["The dashboard error"]}""")
            ),
            var system when system.StartsWith("You do billing.", StringComparison.Ordinal) => request.Mentions("invoice 7 over")
                ? ScriptedReply.Says(Charged)
                : ScriptedReply.Calls(("find_charge", """{"amount":"49.99"}""")),
            _ => ScriptedReply.Says(Failing),
        };

    // A correction is a note to the model, or the result of a call that was refused.
    private static bool IsCorrected(ParsedRequest request) =>
        request.Messages.Any(message =>
            message.Results.Any(result => result.Content.StartsWith("Error:", StringComparison.Ordinal))
            || message.Text.Split("<baton:note>").Skip(1).Any(note => !note.Contains(" answered the customer: ", StringComparison.Ordinal))
        );
}
