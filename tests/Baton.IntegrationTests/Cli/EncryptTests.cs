using System.Text;
using Baton.Journals.Entries;

namespace Baton.IntegrationTests.Cli;

/// <summary>An encrypted store on the command line: its keys come from a file or a variable.</summary>
public sealed class EncryptTests : CliTests
{
    private static readonly string Old = KeyOf("old", 1);
    private static readonly string New = KeyOf("new", 2);

    [Fact]
    public async Task Every_command_takes_the_keys_of_a_store_from_a_file_or_a_variable()
    {
        var keys = await WriteAsync("baton.keys", Old + "\n");
        var variable = new Dictionary<string, string> { ["BATON_ENCRYPTION_KEYS"] = Old };

        var run = await RunSampleAsync("--conversation", "hers", "--customer", "anna", "--message", "Mandelbrot", "--key-file", keys);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.False(StoreHolds("Mandelbrot"));
        var shown = Entries(await RunAsync("show", "hers", "--json", "--key-file", "baton.keys"));
        Assert.Equal("Mandelbrot", shown.OfType<MessageReceived>().Single().Text);
        foreach (
            var command in (string[][])
                [
                    ["show"],
                    ["verify"],
                    ["status"],
                    ["export", "anna"],
                    ["forget", "anna"],
                ]
        )
        {
            var served = await CliInProcess.RunAsync(Folder, command, variable);
            Assert.True(served.ExitCode == 0, served.Error);
        }

        foreach (
            var command in (string[][])
                [
                    ["show"],
                    ["verify"],
                    ["status"],
                    ["export", "anna"],
                    ["forget", "anna", "--yes"],
                ]
        )
        {
            var refused = await RunAsync(command);
            AssertClear(refused);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("'old'", refused.Error, StringComparison.Ordinal);
            Assert.Contains("--key-file", refused.Error, StringComparison.Ordinal);
        }

        var unserved = await RunSampleAsync("--conversation", "hers", "--message", "Ahoi");
        AssertClear(unserved);
        Assert.Equal(2, unserved.ExitCode);
        Assert.False(StoreHolds("Ahoi"));
    }

    [Fact]
    public async Task Encrypt_covers_what_was_there_and_a_new_key_takes_the_place_of_the_earlier()
    {
        await RunSampleAsync("--conversation", "hers", "--customer", "anna", "--message", "Mandelbrot");
        await WriteAsync("old.keys", Old);
        await WriteAsync("both.keys", $"{New}\n{Old}\n");
        await WriteAsync("new.keys", New);
        var head = (await RunAsync("verify", "hers")).Lines.Single();
        Assert.True(StoreHolds("Mandelbrot"));

        var encrypted = await RunAsync("encrypt", "--key-file", "old.keys");
        var changed = await RunAsync("encrypt", "--key-file", "both.keys");
        var again = await RunAsync("encrypt", "--key-file", "new.keys");
        var verified = await RunAsync("verify", "hers", "--key-file", "new.keys");
        var late = await RunAsync("verify", "hers", "--key-file", "old.keys");

        Assert.Matches(@"\Aencrypted \d+ contents with the key old\z", encrypted.Lines.Single());
        Assert.Matches(@"\Aencrypted \d+ contents with the key new\z", changed.Lines.Single());
        Assert.Equal((0, "encrypted 0 contents with the key new"), (again.ExitCode, again.Lines.Single()));
        Assert.Equal(head, verified.Lines.Single());
        Assert.Equal(2, late.ExitCode);
        Assert.Contains("'new'", late.Error, StringComparison.Ordinal);
        Assert.False(StoreHolds("Mandelbrot"));
    }

    [Fact]
    public async Task Keys_that_cannot_be_read_are_refused_without_being_shown()
    {
        var secret = Old[(Old.IndexOf(':', StringComparison.Ordinal) + 1)..];
        await WriteAsync("wrong.keys", secret);
        await WriteAsync("long.keys", new string('a', 100_000));

        var none = await RunAsync("encrypt");
        var missing = await RunAsync("show", "--key-file", "nowhere.keys");
        var wrong = await RunAsync("show", "--key-file", "wrong.keys");
        var tooLong = await RunAsync("show", "--key-file", "long.keys");
        var variable = await CliInProcess.RunAsync(Folder, ["show"], new Dictionary<string, string> { ["BATON_ENCRYPTION_KEYS"] = secret });
        var mistyped = await CliInProcess.RunAsync(Folder, ["encrypt"], new Dictionary<string, string> { ["BATON_ENCRYPTION_KEYS"] = Old });

        foreach (var refused in (CliResult[])[none, missing, wrong, tooLong, variable, mistyped])
        {
            AssertClear(refused);
            Assert.Equal(2, refused.ExitCode);
            Assert.DoesNotContain(secret[..8], refused.Error, StringComparison.Ordinal);
        }

        Assert.Contains("There is no key.", none.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.keys", missing.Error, StringComparison.Ordinal);
        Assert.Contains("wrong.keys: Key number 1 cannot be read.", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("BATON_ENCRYPTION_KEYS: Key number 1 cannot be read.", variable.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(StorePath));
    }

    private static string KeyOf(string id, byte seed) =>
        $"{id}:{Convert.ToBase64String([.. Enumerable.Range(seed, 32).Select(i => (byte)(i * 7))])}";

    private bool StoreHolds(string word) =>
        Directory
            .GetFiles(Path.GetDirectoryName(StorePath)!)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);
}
