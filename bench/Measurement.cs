namespace Baton.Bench;

/// <summary>One entry of the bench's table: the name on the command line, what it measures, and the function that runs it.</summary>
internal sealed record Measurement(string Name, string Measures, Func<string[], Task<int>> RunAsync)
{
    /// <summary>A measurement without options of its own.</summary>
    public static Measurement Of(string name, string measures, Func<Task> run) =>
        new(
            name,
            measures,
            async options =>
            {
                if (options.Length > 0)
                {
                    await Console.Error.WriteLineAsync($"{name} takes no options, but got: {string.Join(' ', options)}");
                    return 2;
                }

                await run();
                return 0;
            }
        );

    /// <summary>A measurement without options of its own that runs on the calling thread alone.</summary>
    public static Measurement Of(string name, string measures, Action run) =>
        Of(
            name,
            measures,
            () =>
            {
                run();
                return Task.CompletedTask;
            }
        );
}
