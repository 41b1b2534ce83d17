using Baton.Journals.Entries;

namespace Baton.Testing.Journals;

/// <summary>Checks of text that is hard to store.</summary>
internal static class TextChecks
{
    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(Text_comes_back_letter_for_letter),
        new(A_lone_surrogate_comes_back_as_it_was_or_as_the_replacement_character),
        new(An_entry_of_a_megabyte_comes_back),
    ];

    private static async Task Text_comes_back_letter_for_letter(JournalTrial trial)
    {
        string[] texts =
        [
            "",
            " ",
            "\n",
            "a\r\nb\tc",
            "\0\u0001\u001f\u007f\u0085\u2028\u2029\ufeff",
            "\"\\/'<>&+`",
            "Überweisung über 49,99 €",
            "注文番号は 4711 です",
            "مرحبا بالعالم",
            "👩‍👩‍👧‍👦 🇩🇪 𝔘",
            "e\u0301 and é",
            "null",
            "{\"type\":\"replied\"}",
            "'; DROP TABLE batches; --",
        ];
        await ExpectTextsAsync(trial, texts).ConfigureAwait(false);
    }

    private static async Task A_lone_surrogate_comes_back_as_it_was_or_as_the_replacement_character(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        const string text = "before \ud83d after \ude00.";
        await trial.AppendAsync(conversation, SampleEntries.Message(1, text), SampleEntries.Message(2, "next")).ConfigureAwait(false);
        var found = ((MessageReceived)(await trial.ReadAsync(conversation).ConfigureAwait(false))[0]).Text;
        JournalTrial.Expect(
            found is text or "before \ufffd after \ufffd.",
            "Text with half a surrogate pair should come back as it was, or with U+FFFD in its place."
        );
    }

    private static async Task An_entry_of_a_megabyte_comes_back(JournalTrial trial)
    {
        string[] texts = ["small", new('x', 1024 * 1024), string.Concat(Enumerable.Repeat("Größe: 𝔘\n", 100_000)), "small again"];
        await ExpectTextsAsync(trial, texts).ConfigureAwait(false);
    }

    private static async Task ExpectTextsAsync(JournalTrial trial, string[] expected)
    {
        var conversation = ConversationId.New();
        await trial.AppendAsync(conversation, [.. expected.Select((text, i) => SampleEntries.Message(i + 1, text))]).ConfigureAwait(false);
        var found = (await trial.ReadAsync(conversation).ConfigureAwait(false))
            .Cast<MessageReceived>()
            .Select(message => message.Text)
            .ToArray();
        JournalTrial.Expect(found.Length == expected.Length, $"It should give {expected.Length} entries and gave {found.Length}.");
        for (var i = 0; i < expected.Length; i++)
            JournalTrial.Expect(
                found[i] == expected[i],
                $"Text {i + 1} ('{Shortened(expected[i])}') came back as '{Shortened(found[i])}'."
            );
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
