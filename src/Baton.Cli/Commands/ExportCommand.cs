using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Runtime;

namespace Baton.Cli.Commands;

/// <summary><c>baton export</c>: writes all that is kept of a customer.</summary>
internal sealed class ExportCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> customer = new("CUSTOMER") { Description = "The customer's id." };
    private readonly Option<string?> output = new("--output")
    {
        Description = "The file to write, readable by you alone. Default: standard output.",
        HelpName = "FILE",
    };
    private readonly StoreOptions store = new();

    public ExportCommand(Terminal terminal, TimeProvider time)
        : base("export", "Writes all that the journal keeps of a customer as JSON: what \"forget\" would erase. Nothing is masked.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(customer);
        Add(output);
        store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = Ids.Customer(parsed.GetRequiredValue(customer));
        await using var journal = store.OpenToRead(parsed, terminal, time);
        var records = new CustomerRecords(journal, time);
        if (parsed.GetValue(output) is not { } given)
        {
            await records.ExportAsync(id, terminal.Bytes, stop);
            return ExitCode.Served;
        }

        var path = terminal.PathOf(given);
        try
        {
            await WriteAsync(records, id, path.Full, stop);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: the export cannot be written: {wrong.Message}");
        }

        return ExitCode.Served;
    }

    // The file gets its name when it is complete, so that half an export never passes for a whole one.
    private async Task WriteAsync(CustomerRecords records, CustomerId id, string path, CancellationToken stop)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            int count;
            await using (var file = new FileStream(draft, options))
                count = await records.ExportAsync(id, file, stop);
            File.Move(draft, path, overwrite: true);
            terminal.Text.WriteLine($"exported {Words.Count(count, "conversation")} and the customer's shared state");
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
