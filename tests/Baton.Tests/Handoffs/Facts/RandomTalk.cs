using Baton.Texts.Facts;
using CsCheck;

namespace Baton.Tests.Handoffs.Facts;

/// <summary>Random conversations: of words, facts and marks, and of any letters at all.</summary>
internal static class RandomTalk
{
    private static readonly string[] Words =
    [
        "I",
        "need",
        "the",
        "a",
        "please",
        "hotel",
        "ticket",
        "order",
        "error",
        "Springfield",
        "Anna",
        "lasagna",
        "yes",
        "No",
        "actually",
        "on",
        "at",
        "and",
        "to",
        "of",
        "in",
        "by",
        "half",
        "past",
        "next",
        "the",
        "Street",
        "number",
        "is",
        ".",
        "?",
        "!",
        ",",
        ":",
        "-",
        "\"",
        "'",
        "(",
        "\n",
        "\r\n",
        "@",
        "#",
        "&",
        "+",
        "'s",
        "March 8th",
        "8th",
        "10:30",
        "am",
        "5pm",
        "$49.99",
        "-$5",
        "20 euros",
        "15%",
        "1042",
        "88123",
        "INV-2041",
        "E-1042",
        "503",
        "0x80",
        "12",
        "Oak",
        "2",
        "two",
        "jane@example.com",
        "707-555-0160",
        "+1 650 555 1234",
        "4242 4242 4242 4242",
        "tomorrow",
        "Friday",
        "week",
        "2026-11-03",
        "https://example.com/a",
        "hours",
        "CA",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (
            4,
            Gen.Select(
                    Gen.Int[0, Words.Length - 1],
                    Gen.Frequency((5, Gen.Const(" ")), (1, Gen.Const(""))),
                    (word, gap) => Words[word] + gap
                )
                .List[0, 30]
                .Select(string.Concat)
        ),
        (1, Gen.String[0, 60])
    );

    public static readonly Gen<List<Utterance>> Any = Gen.Select(Texts, Gen.Bool)
        .List[0, 8]
        .Select(said => said.Select((one, at) => new Utterance(one.Item2 ? "customer" : "agent", one.Item1, at * 3, one.Item2)).ToList());
}
