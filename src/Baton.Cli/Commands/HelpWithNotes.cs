using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Baton.Cli.Commands;

/// <summary>The usual help, and below it what holds for every command.</summary>
internal sealed class HelpWithNotes(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Notes = """
        Exit codes:
          0  served, or a person is to act first
          1  failed: a degraded answer, a stopped turn, a damaged journal
          2  bad input: nothing was done

        Environment variables:
          ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL  for models named anthropic/<name>
          OPENAI_API_KEY, OPENAI_BASE_URL        for models named openai/<name>
          OLLAMA_HOST, OLLAMA_MODEL              for models named ollama/<name>
          NO_COLOR                               shows no colours

        Agents whose model is "auto" use the first of these that is set up, or else the
        offline model, which needs none: it answers from the examples in the team file.
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Notes);
        return code;
    }
}
