using Baton.Texts.Routers;

namespace Baton.Tests.Routers;

/// <summary>A small team's examples, as a team file has them.</summary>
internal static class SupportExamples
{
    public static readonly RouterExample[] All =
    [
        .. Of(
            "billing",
            "I was charged the wrong amount",
            "you billed me twice this month",
            "there is a charge on my card that I do not recognise",
            "I want my money back",
            "when will my refund arrive",
            "can you send me a copy of invoice INV-20417",
            "I need a receipt for my payment",
            "how can I change to a cheaper plan",
            "my price went up to $49.99"
        ),
        .. Of(
            "technical",
            "the dashboard shows an error when I open it",
            "the dashboard does not load",
            "I cannot log in",
            "my password is not accepted",
            "the API answers with 429",
            "our integration stopped working",
            "the export takes for ever",
            "the page is very slow",
            "is there an outage"
        ),
        .. Of(
            "travel",
            "book me a flight to Lisbon",
            "I need a hotel for two nights",
            "can I move my train ticket to Friday",
            "which seats are free on the morning flight",
            "is breakfast part of the room",
            "my suitcase did not arrive at the airport",
            "how far is the hotel from the station"
        ),
    ];

    private static IEnumerable<RouterExample> Of(string route, params string[] texts) =>
        texts.Select(text => new RouterExample(text, route));
}
