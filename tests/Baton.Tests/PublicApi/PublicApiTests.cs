using System.Reflection;
using Baton.Email;
using Baton.Providers;
using Baton.Server;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Testing.ChatClients;
using Baton.Texts.Routers;
using Baton.Webhooks;
using PublicApiGenerator;

namespace Baton.Tests.PublicApi;

/// <summary>
/// The public API as text, so that a change of it is seen in review. When a change is meant, take the file that the failing test
/// wrote beside the approved one in the output folder.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(TeamRuntime))]
    [InlineData(typeof(ModelCatalog))]
    [InlineData(typeof(Router))]
    [InlineData(typeof(ScriptedModel))]
    [InlineData(typeof(SmtpSender))]
    [InlineData(typeof(SqliteJournal))]
    [InlineData(typeof(CallbackEndpoints))]
    [InlineData(typeof(TeamFile))]
    [InlineData(typeof(WebhookSender))]
    [InlineData(typeof(Baton.Mcp.McpServer))]
    [InlineData(typeof(Baton.Tokenizers.O200kTokens))]
    public void The_public_api_is_the_approved_one(Type member)
    {
        var assembly = member.Assembly;
        var name = assembly.GetName().Name!;
        var found = assembly
            .GeneratePublicApi(
                new ApiGeneratorOptions
                {
                    IncludeAssemblyAttributes = false,
                    ExcludeAttributes =
                    [
                        typeof(AssemblyMetadataAttribute).FullName!,
                        "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
                    ],
                }
            )
            .ReplaceLineEndings("\n")
            .Trim();
        var approved = Path.Combine(Repository.Root, "tests/Baton.Tests/PublicApi", $"{name}.approved.txt");
        var received = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        File.WriteAllText(received, found + "\n");

        Assert.True(File.Exists(approved), $"There is no {approved}: take {received} if it is right.");
        Assert.Equal(File.ReadAllText(approved).Trim(), found);
    }
}
