using System.Text.Json;
using Baton.Journals.Constraints;
using Baton.Texts.Clearances;

namespace Baton.Deciding.Handoffs;

/// <summary>Reads the limits that a sender sets in a transfer call.</summary>
internal static class TransferLimits
{
    private const double LongestMinutes = 60 * 24 * 366;
    private const int MostTurns = 1000;

    /// <summary>Reads them. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (HandoffLimits? Limits, string? Problem) Read(JsonElement arguments)
    {
        if (!arguments.TryGetProperty("limits", out var limits) || limits.ValueKind == JsonValueKind.Null)
            return (HandoffLimits.None, null);
        if (limits.ValueKind != JsonValueKind.Object)
            return (null, "'limits' must be an object.");
        double? minutes = null;
        int? turns = null;
        if (Given(limits, "minutes") is { } time)
        {
            minutes = time.ValueKind == JsonValueKind.Number ? time.GetDouble() : 0;
            if (minutes is not (> 0 and <= LongestMinutes))
                return (null, "'limits.minutes' must be a number above 0.");
        }

        if (Given(limits, "turns") is { } count)
        {
            if (count.ValueKind != JsonValueKind.Number || !count.TryGetInt32(out var number) || number is < 1 or > MostTurns)
                return (null, "'limits.turns' must be a whole number from 1.");
            turns = number;
        }

        var tools = Texts(limits, "tools");
        var permissions = Texts(limits, "permissions");
        if (tools.IsBad || permissions.IsBad)
            return (null, "'limits.tools' and 'limits.permissions' must be lists of texts.");
        var parsed = permissions.List?.ConvertAll(text => Permission.TryParse(text, out var permission) ? permission : (Permission?)null);
        if (parsed is not null && parsed.Contains(null))
            return (null, "'limits.permissions' must be permissions such as billing.refund or billing.refund <= 50.");
        if (!TryClearance(limits, out var clearance))
            return (null, "'limits.clearance' must be normal, sensitive or secret.");
        return (
            new HandoffLimits
            {
                Time = minutes is { } length ? TimeSpan.FromMinutes(length) : null,
                Turns = turns,
                Tools = tools.List,
                Clearance = clearance,
                Permissions = parsed?.ConvertAll(permission => permission!.Value),
            },
            null
        );
    }

    private static JsonElement? Given(JsonElement limits, string name) =>
        limits.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static bool TryClearance(JsonElement limits, out Clearance? clearance)
    {
        clearance = null;
        if (Given(limits, "clearance") is not { } value)
            return true;
        clearance =
            value.ValueKind != JsonValueKind.String
                ? null
                : value.GetString() switch
                {
                    "normal" => Clearance.Normal,
                    "sensitive" => Clearance.Sensitive,
                    "secret" => Clearance.Secret,
                    _ => null,
                };
        return clearance is not null;
    }

    private static (List<string>? List, bool IsBad) Texts(JsonElement limits, string name)
    {
        if (Given(limits, name) is not { } value)
            return (null, false);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            return (null, true);
        return ([.. value.EnumerateArray().Select(item => item.GetString()!)], false);
    }
}
