using System.Text.Json;

namespace Baton.IntegrationTests.Cli;

/// <summary><c>baton forget</c>, and <c>verify</c> after it.</summary>
public sealed class ForgetTests : CliTests
{
    [Fact]
    public async Task A_forgotten_customer_is_gone_and_verify_says_so()
    {
        await RunSampleAsync("--conversation", "hers", "--customer", "anna");
        await RunSampleAsync("--conversation", "his", "--customer", "bert", "--message", "hello");
        var before = await RunAsync("verify", "his");

        var shown = await RunAsync("forget", "anna");
        var refused = await RunAsync("forget", "anna", "--yes");
        var still = await RunAsync("verify", "hers");
        var forgotten = await RunAsync("forget", "anna", "--yes", "--open");
        var after = await RunAsync("verify");
        var again = await RunAsync("forget", "anna", "--yes");

        Assert.Equal(0, shown.ExitCode);
        Assert.Matches(@"\Ahers: (open|closed), \d+ entries\z", shown.Lines[0]);
        Assert.Equal("1 conversation and the customer's shared state would be erased. To erase them, add --yes.", shown.Lines[1]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Conversation hers is open, so nothing was erased.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, still.ExitCode);
        Assert.Equal((0, "erased 1 conversation (erasure 1)"), (forgotten.ExitCode, forgotten.Lines.Single()));
        Assert.Equal(0, after.ExitCode);
        Assert.Equal(before.Lines.Single(), after.Lines[0]);
        Assert.Matches(@"\Aerasure 1: 1 conversation erased on \d{4}-\d\d-\d\d by baton forget\z", after.Lines[1]);
        Assert.Equal("nothing is kept of this customer", again.Lines.Single());
    }

    [Fact]
    public async Task An_export_goes_to_standard_output_or_to_a_file_that_only_its_owner_reads()
    {
        await RunSampleAsync("--conversation", "hers", "--customer", "anna");
        await RunSampleAsync("--conversation", "his", "--customer", "bert", "--message", "hello");

        var shown = await RunAsync("export", "anna");
        var written = await RunAsync("export", "anna", "--output", "anna.json");
        var unwritable = await RunAsync("export", "anna", "--output", "nowhere/anna.json");

        using var document = JsonDocument.Parse(string.Join('\n', shown.Lines));
        var conversation = Assert.Single(document.RootElement.GetProperty("conversations").EnumerateArray());
        Assert.Equal("hers", conversation.GetProperty("conversation").GetString());
        Assert.Equal("exported 1 conversation and the customer's shared state", written.Lines.Single());
        var file = Assert.Single(Directory.GetFiles(Folder, "anna.json*"));
        Assert.Contains("\"message_received\"", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(2, unwritable.ExitCode);
        Assert.Contains("the export cannot be written", unwritable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_exist_is_not_made()
    {
        var result = await RunAsync("forget", "anna", "--yes");

        Assert.NotEqual(0, result.ExitCode);
        Assert.False(File.Exists(StorePath));
    }
}
