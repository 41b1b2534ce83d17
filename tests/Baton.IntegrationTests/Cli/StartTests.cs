namespace Baton.IntegrationTests.Cli;

/// <summary>What a command does not do before its first line: load what it does not need, and learn what it knows.</summary>
public sealed class StartTests : CliTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("check")]
    [InlineData("run")]
    public async Task No_vocabulary_of_tokens_is_loaded_where_nothing_is_too_long(string command)
    {
        var program = Path.Combine(Folder, "program");
        Directory.CreateDirectory(program);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(CliProcess.Program)!))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        Directory.CreateSymbolicLink(
            Path.Combine(program, "runtimes"),
            Path.Combine(Path.GetDirectoryName(CliProcess.Program)!, "runtimes")
        );
        // Whatever loads one of these now fails.
        foreach (
            var tokens in Directory.GetFiles(program, "*Tokenizers*.dll").Where(file => !file.Contains("Baton", StringComparison.Ordinal))
        )
            File.WriteAllText(tokens, "");

        string[] arguments = command switch
        {
            "--help" => [command],
            "check" => [command, Sample],
            _ => [command, Sample, "--model", "offline"],
        };
        await using var process = CliProcess.StartProgram(Path.Combine(program, "Baton.Cli.dll"), Folder, arguments);
        var result = await process.EndAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task What_the_first_run_learned_the_second_one_reads()
    {
        await RunSampleAsync();
        var learned = Learned();
        Assert.NotEmpty(learned);

        await RunSampleAsync();

        Assert.Equal(learned, Learned());
    }

    [Fact]
    public async Task A_damaged_router_is_learned_anew_and_the_customer_hears_nothing_of_it()
    {
        await RunSampleAsync();
        var whole = Directory.GetFiles(StorePath + ".routers").ToDictionary(file => file, File.ReadAllBytes);
        foreach (var (file, bytes) in whole)
            File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);

        var result = await RunSampleAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(whole, router => Assert.Equal(router.Value, File.ReadAllBytes(router.Key)));
    }

    // A router that is learned is written anew.
    private List<(string, DateTime)> Learned() =>
        [.. Directory.GetFiles(StorePath + ".routers").Order().Select(file => (file, File.GetLastWriteTimeUtc(file)))];
}
