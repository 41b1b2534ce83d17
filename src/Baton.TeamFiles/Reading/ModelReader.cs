using System.Text.RegularExpressions;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the models of the team or of an agent: one, or a list in the order in which they are tried.</summary>
internal static partial class ModelReader
{
    private const int MostWindow = 100_000_000;

    private static readonly string[] Providers = ["anthropic", "openai", "ollama", "offline", "auto"];

    public static IReadOnlyList<ModelDraft> Read(Section section, ProblemList problems)
    {
        if (section.Value("model") is not { } written)
            return [];
        if (written is not YamlList list)
            return section.Text("model") is { } word && Named(word, problems) ? [new ModelDraft(word)] : [];
        if (list.Items.Count == 0)
            problems.Add(list.At, "'model' is empty: name a model, or leave it out");
        var models = new List<ModelDraft>();
        foreach (var item in list.Items)
        {
            if (Model(section, item, problems) is not { } model)
                continue;
            if (models.Exists(before => before.Name.Text == model.Name.Text))
                problems.Add(model.Name.At, $"'{model.Name.Text}' appears twice in 'model'");
            else
                models.Add(model);
        }

        return models;
    }

    private static ModelDraft? Model(Section section, YamlNode item, ProblemList problems)
    {
        if (item is not YamlMap map)
            return section.TextOf(item, item.At, Section.ItemOf("model")) is { } word && Named(word, problems)
                ? new ModelDraft(word)
                : null;
        var choice = new Section(map, TeamKeys.Model, problems);
        var window = choice.Integer("context_window", MostWindow, Agent.LeastContextWindow);
        return choice.Text("name", required: true) is { } name && Named(name, problems) ? new ModelDraft(name, window) : null;
    }

    /// <summary>Whether a word names a model.</summary>
    public static bool Named(Word model, ProblemList problems)
    {
        if (ModelName().IsMatch(model.Text))
            return true;
        var provider = model.Text.Split('/')[0];
        problems.Add(
            model.At,
            $"'{model.Text}' is not a model{(Providers.Contains(provider) ? "" : Nearest.Hint(provider, Providers))}"
                + " (use anthropic/NAME, openai/NAME, ollama/NAME, offline or auto)"
        );
        return false;
    }

    [GeneratedRegex(@"\A(auto|offline|(anthropic|openai|ollama)/[^\s/][^\s]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModelName();
}
