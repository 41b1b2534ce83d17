using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using Baton.Teams.Fallbacks;
using Baton.Teams.SharedStates;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads what is done when a model fails, of the team or of an agent, and checks whom it names.</summary>
internal static class FallbackReader
{
    private const int MostRetries = 100;
    private const int MostCorrections = 10;
    private const int MostTokens = 1_000_000;
    private const string Never = "never";

    private static readonly Dictionary<string, FailureCause> Causes = Enum.GetValues<FailureCause>()
        .ToDictionary(cause => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString()), StringComparer.Ordinal);

    public static FallbackDraft? Read(Section section, IReadOnlyCollection<string> keys, ProblemList problems)
    {
        if (section.Map("fallback", keys) is not { } fallback)
            return null;
        var generalist = fallback.Text("generalist");
        var validation = fallback.Map("validation", TeamKeys.Validation);
        var isNever = fallback.Value("interim_after") is YamlScalar { Kind: YamlKind.Text, Text: Never };
        var draft = new FallbackDraft
        {
            Retries = fallback.Integer("retries", MostRetries, least: 0),
            RetryDelay = fallback.Duration("retry_delay"),
            LongestRetryDelay = fallback.Duration("longest_retry_delay"),
            Corrections = fallback.Integer("corrections", MostCorrections, least: 0),
            LongestReply = fallback.Integer("longest_reply", MostTokens, least: 0),
            Generalist = generalist,
            GeneralistLost = fallback.Has("generalist") && generalist is null,
            Promises = Flag(validation, "promises"),
            Leaks = Flag(validation, "leaks"),
            Amounts = Flag(validation, "amounts"),
            HoldsText = Flag(validation, "hold_text"),
            Schema = validation is null ? null : Schema(validation, problems),
            NeverInterim = isNever,
            InterimAfter = isNever ? null : fallback.Duration("interim_after"),
            Texts = Texts(fallback.Map("texts", TeamKeys.FallbackTexts), problems),
        };
        if (draft.LongestRetryDelay < (draft.RetryDelay ?? draft.LongestRetryDelay))
            problems.Add(fallback.KeyAt("longest_retry_delay"), "'longest_retry_delay' is shorter than 'retry_delay'");
        return draft;
    }

    /// <summary>Whether the agents that take over are there.</summary>
    public static void Check(TeamDraft draft, IReadOnlyCollection<string> agents, ProblemList problems)
    {
        foreach (var generalist in Generalists(draft).Where(name => !agents.Contains(name.Text)))
            problems.Add(generalist.At, $"there is no agent '{generalist.Text}'{Nearest.HintOrAll(generalist.Text, agents)}");
    }

    /// <summary>The agents that take over, of the team and of each agent.</summary>
    public static IEnumerable<Word> Generalists(TeamDraft draft) =>
        draft.Agents.Select(agent => agent.Fallback).Append(draft.Fallback).Select(fallback => fallback?.Generalist).OfType<Word>();

    private static bool? Flag(Section? section, string key) => section?.Has(key) == true ? section.Flag(key) : null;

    private static JsonText? Schema(Section validation, ProblemList problems)
    {
        if (validation.Value("schema") is not { } written)
            return null;
        if (written is not YamlMap)
        {
            Section.Refuse(written, validation.KeyAt("schema"), Section.Quote("schema"), "a JSON Schema: a map of keywords", problems);
            return null;
        }

        if (YamlJson.Of(written, problems) is not { } schema)
            return null;
        if (StateKey.CheckSchema(schema) is { } wrong)
            problems.Add(validation.KeyAt("schema"), $"the schema is not valid: {wrong}");
        return schema;
    }

    private static FallbackTexts Texts(Section? section, ProblemList problems)
    {
        var own = new FallbackTexts();
        if (section is null)
            return own;
        var causes = new Dictionary<FailureCause, string>();
        foreach (var (cause, words) in AgentReader.Pairs(section, "causes", problems))
        {
            if (Causes.TryGetValue(cause.Text, out var known))
                causes[known] = words.Text.Trim();
            else
                problems.Add(cause.At, $"'{cause.Text}' is not a cause{Nearest.HintOrAll(cause.Text, Causes.Keys)}");
        }

        return new FallbackTexts
        {
            Sorry = section.Text("sorry")?.Text.Trim() ?? own.Sorry,
            SorryForRest = section.Text("sorry_for_rest")?.Text.Trim() ?? own.SorryForRest,
            Done = section.Text("done")?.Text.Trim() ?? own.Done,
            InDoubt = section.Text("in_doubt")?.Text.Trim() ?? own.InDoubt,
            NotDone = section.Text("not_done")?.Text.Trim() ?? own.NotDone,
            More = section.Text("more")?.Text.Trim() ?? own.More,
            Next = section.Text("next")?.Text.Trim() ?? own.Next,
            StillWorking = section.Text("still_working")?.Text.Trim() ?? own.StillWorking,
            CutOff = section.Text("cut_off")?.Text.Trim() ?? own.CutOff,
            Causes = causes,
        };
    }
}
