using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli.Commands;

/// <summary><c>baton encrypt</c>: encrypts what the store holds, with the current key.</summary>
internal sealed class EncryptCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly StoreOptions store = new();

    public EncryptCommand(Terminal terminal, TimeProvider time)
        : base(
            "encrypt",
            "Encrypts with the current key what the store holds unencrypted or under earlier keys, of all tenants. The store then opens "
                + "only with its keys."
        )
    {
        this.terminal = terminal;
        this.time = time;
        store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (StoreKeys.Read(store.In(parsed).KeyFile, terminal) is not { Current: var key })
            throw new BadInputException($"There is no key. Name a file that holds it with --key-file, or set {StoreKeys.Variable}.");
        // A mistyped path must not look like a store in which nothing is left to encrypt.
        await store.OpenToRead(parsed, terminal, time).DisposeAsync();
        await using var journal = store.Open(parsed, terminal, time);
        var done = await journal.EncryptAsync(stop);
        terminal.Text.WriteLine($"encrypted {Words.Count(done.Encrypted, "content")} with the key {key.Id}");
        var others = done.Keys.Where(id => id != key.Id).ToList();
        if (others.Count == 0)
            return ExitCode.Served;
        terminal.Complain(
            $"{FailureMessage.Prefix}Something is still encrypted with {string.Join(", ", others)}: another process writes with it, or "
                + "something is damaged. Keep that key, and encrypt again."
        );
        return ExitCode.Failed;
    }
}
