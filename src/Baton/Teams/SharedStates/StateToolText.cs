using System.Text;
using System.Text.Json;
using Baton.Journals.SharedStates;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.Teams.SharedStates;

/// <summary>The texts about keys in the descriptions and schemas of the state tools.</summary>
internal static class StateToolText
{
    // A longer schema costs more tokens in every call than one refused write.
    private const int LongestSchema = 600;

    public static string Keys(IEnumerable<DeclaredKey> keys, bool forWriting)
    {
        var text = new StringBuilder();
        foreach (var key in keys.Select(declared => declared.Key))
        {
            text.Append("\n- ").Append(key.Name).Append(" (").Append(Shared(key.Scope));
            if (forWriting)
                text.Append("; ").Append(Meeting(key.Merge));
            text.Append(')');
            if (key.Description is { } description)
                text.Append(": ").Append(description.ReplaceLineEndings(" ").Trim());
            var schema = key.Schema.ToString();
            if (forWriting && schema.Length > 2 && schema.Length <= LongestSchema)
                text.Append(" Schema: ").Append(schema);
        }

        return text.ToString();
    }

    /// <summary>Whether a reader with that clearance may see the value of a key.</summary>
    public static bool IsShown(StateKey key, Clearance clearance) => key.Sensitivity <= clearance;

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(string)));

    /// <summary>The names as a JSON list.</summary>
    public static string Names(IEnumerable<DeclaredKey> keys) =>
        "["
        + string.Join(
            ',',
            keys.Select(key => JsonSerializer.Serialize(key.Name, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(string))))
        )
        + "]";

    /// <summary>The names for a sentence.</summary>
    public static string Listed(IEnumerable<DeclaredKey> keys) => string.Join(", ", keys.Select(key => $"'{key.Name}'"));

    private static string Shared(StateScope scope) =>
        scope switch
        {
            StateScope.Conversation => "of this conversation",
            StateScope.Customer => "of this customer",
            _ => "of the whole team",
        };

    private static string Meeting(StateMerge merge) =>
        merge switch
        {
            StateMerge.Reject => "needs expected_revision",
            StateMerge.LastWins => "is replaced",
            StateMerge.Append => "is added to the list",
            StateMerge.Union => "is put into the set",
            StateMerge.Max => "the greatest value is kept",
            StateMerge.Min => "the smallest value is kept",
            _ => "is added to the number",
        };
}
