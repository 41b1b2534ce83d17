using System.Reflection;
using ArchUnitNET.Loader;
using Baton.Email;
using Baton.Mcp;
using Baton.Providers;
using Baton.Server;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Testing.ChatClients;
using Baton.Texts.Routers;
using Baton.Tokenizers;
using Baton.Webhooks;

namespace Baton.Tests.Architecture;

/// <summary>The floors of docs/architecture.md, held by the compiled assemblies.</summary>
public sealed class FloorTests
{
    private static readonly string[] Floors = ["Journals", "Teams", "States", "Deciding", "Performing", "Runtime"];

    // What projects have in common is read once.
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> All = new(() =>
        new ArchLoader().LoadAssemblies([.. Projects.Select(project => project.Data)]).Build()
    );

    public static TheoryData<Assembly> Projects =>
        [
            typeof(TeamRuntime).Assembly,
            typeof(Router).Assembly,
            typeof(SqliteJournal).Assembly,
            typeof(TeamFile).Assembly,
            typeof(McpConnection).Assembly,
            typeof(ModelCatalog).Assembly,
            typeof(ScriptedModel).Assembly,
            typeof(SmtpSender).Assembly,
            typeof(WebhookSender).Assembly,
            typeof(CallbackEndpoints).Assembly,
            typeof(O200kTokens).Assembly,
            Assembly.Load("Baton.Cli"),
        ];

    [Fact]
    public void A_floor_uses_only_what_is_below_it()
    {
        var uses = new NamespaceGraph(typeof(TeamRuntime).Assembly, All.Value).Uses;

        Assert.NotEmpty(uses);
        Assert.DoesNotContain(uses, use => FloorOf(use.To) > FloorOf(use.From));
    }

    [Fact]
    public void Each_file_of_Baton_lies_on_a_floor()
    {
        var folders = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src/Baton"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "src/Baton"), file).Split('/')[0])
            .Where(folder => folder is not ("bin" or "obj"))
            .Distinct();

        Assert.Equivalent(Floors, folders, strict: true);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_of_a_project_use_each_other_in_no_circle(Assembly project)
    {
        var graph = new NamespaceGraph(project, All.Value);

        Assert.Empty(graph.InCircles(depth: 1, withChildren: false));
        Assert.Empty(graph.InCircles(depth: 2, withChildren: true));
    }

    private static int FloorOf(string space) => Array.IndexOf(Floors, space.Split('.')[0]);
}
