using System.Globalization;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Cli.Output;

/// <summary>What the router said, in a line.</summary>
internal static class RouterText
{
    public static string Of(MessageRouted routed)
    {
        if (routed.Detail is { } detail)
            return $"the router has no verdict: {detail}";
        var parts = routed.Parts.Select(part => part.OutOfScope || part.Routes.Count == 0 ? "nobody here" : Of(part.Routes[0]));
        return $"the router reads: {(routed.Parts.Count == 0 ? "no words" : string.Join("; ", parts))}{(routed.WantsPerson ? "; a person is asked for" : "")}";
    }

    public static string Of(RouterOpinion opinion) => string.Create(CultureInfo.InvariantCulture, $"{opinion.To}, {Words.Confidence(opinion.Confidence)}");
}
