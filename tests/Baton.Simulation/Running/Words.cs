using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Running;

/// <summary>What the people of a world write. Every message carries its own mark, so that all can tell what it is about.</summary>
internal static partial class Words
{
    /// <summary>How many ways there are to say something.</summary>
    public const int Ways = 14;

    private static readonly string[] Names = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"];

    private static readonly string[] Languages =
    [
        "{0} Hello, please see to {1}.",
        "{0} Guten Tag, bitte kümmern Sie sich um {1}.",
        "{0} Bonjour, pouvez-vous vous occuper de {1} ?",
        "{0} Hola, ¿pueden ocuparse de {1}?",
        "{0} {1}をお願いします。",
    ];

    /// <summary>The name of a topic.</summary>
    public static string Topic(int number) => Names[number % Names.Length];

    /// <summary>The mark of a message.</summary>
    public static string Mark(int conversation, int message) => string.Create(CultureInfo.InvariantCulture, $"c{conversation}m{message}");

    /// <summary>The newest mark in a text; null when there is none.</summary>
    public static string? NewestMark(string text) => Marks().Matches(text) is { Count: > 0 } marks ? marks[^1].Value : null;

    /// <summary>What a customer writes.</summary>
    public static string Message(Act act)
    {
        var mark = Mark(act.Conversation, act.Message);
        var topics = string.Join(", ", act.Topics.Select(Topic));
        var way = act.Choice % Ways;
        var plain = string.Format(CultureInfo.InvariantCulture, Languages[way % Languages.Length], mark, topics);
        return way switch
        {
            5 => $"{plain} My card is {Card(act.Conversation, act.Message)}.",
            6 => $"{mark} I want to speak to a human about {topics}.",
            7 => $"{mark} No, please don't do that after all. Only {topics}.",
            8 => $"{plain} Otherwise I call my lawyer.",
            9 => $"{plain} My password is {Password(act.Conversation, act.Message)}.",
            10 => $"{plain} {Dense(act.Conversation, act.Message)}",
            11 => $"{mark} Yes, {topics}.",
            12 => $"{plain} It costs ${10 + act.Message}.50 and order A-{1000 + act.Message} came on 2026-02-1{act.Message % 10}.",
            _ => plain,
        };
    }

    /// <summary>A card number of that message, which no other message has.</summary>
    public static string Card(int conversation, int message)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"4{conversation:D2}0{message:D3}90517331");
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[digits.Length - 1 - place] - '0';
            var weighed = place % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        var all = string.Create(CultureInfo.InvariantCulture, $"{digits}{(10 - (sum % 10)) % 10}");
        return string.Join(' ', all.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>What accounts have beside the name of a code.</summary>
    public static string Code(int conversation) => string.Create(CultureInfo.InvariantCulture, $"quartz{conversation}vault");

    /// <summary>A text without what is sensitive and has no form by which it is known: whoever may read it may not repeat it.</summary>
    public static string WithoutCodes(string text) => Codes().Replace(text, "…");

    /// <summary>A password of that message, which no other message has.</summary>
    public static string Password(int conversation, int message) =>
        string.Create(CultureInfo.InvariantCulture, $"Tr0ub{conversation}dor{message}xq");

    private static string Dense(int conversation, int message) =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, 60)
                .Select(line =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Order B-{(conversation * 10_000) + (message * 100) + line} of 2026-01-{1 + (line % 28):D2} costs {line}.75 EUR."
                    )
                )
        );

    [GeneratedRegex(@"\bc[0-9]{1,2}m[0-9]{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex("quartz[0-9]+vault", RegexOptions.CultureInvariant)]
    private static partial Regex Codes();
}
