using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Baton.Cli;

/// <summary>The generated help, followed by notes that apply to every command.</summary>
internal sealed class HelpWithNotes(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Notes = """
        Exit codes:
          0  success, also when the conversation waits for a person
          1  failure: a degraded answer, an interrupted turn or a damaged journal
          2  bad input: nothing was done

        Environment variables:
          ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL  for models named anthropic/<name>
          OPENAI_API_KEY, OPENAI_BASE_URL        for models named openai/<name>
          OLLAMA_HOST, OLLAMA_MODEL              for models named ollama/<name>
          NO_COLOR                               turns colours off

        The model "auto" means the first of these providers that is configured, or else the
        offline model. The offline model needs no provider: it answers from the examples in
        the team file.
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Notes);
        return code;
    }
}
