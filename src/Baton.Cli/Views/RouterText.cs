using System.Globalization;
using Baton.Cli.Output;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Cli.Views;

/// <summary>The router's answer in one line.</summary>
internal static class RouterText
{
    public static string Of(MessageRouted routed)
    {
        if (routed.Detail is { } detail)
            return $"router: no answer ({detail})";
        var parts = routed.Parts.Select(part => part.OutOfScope || part.Routes.Count == 0 ? "out of scope" : Of(part.Routes[0]));
        return $"router: {(routed.Parts.Count == 0 ? "no text" : string.Join("; ", parts))}{(routed.WantsPerson ? "; asks for a person" : "")}";
    }

    public static string Of(RouterOpinion opinion) => string.Create(CultureInfo.InvariantCulture, $"{opinion.To}, {Words.Confidence(opinion.Confidence)}");
}
