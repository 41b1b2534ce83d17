using System.Text.Json;
using Baton.Oracle.Records;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>Prints what happened in a world, for whoever looks into one.</summary>
internal static class WorldStory
{
    private static readonly JsonSerializerOptions Form = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Prints it.</summary>
    public static async Task PrintAsync(World world, TextWriter output)
    {
        var (verdict, ran) = await Verdict.OfAsync(world);
        output.WriteLine(WorldCode.TestOf(world, "This is the world."));
        foreach (var happening in ran.Recorder.Happenings)
        {
            var process = happening.Process is { } number ? $"p{number}" : "  ";
            output.WriteLine($"{happening.Number, 5} {happening.At:c} {process} {happening.GetType().Name} {Text(happening)}");
        }

        foreach (var line in ran.Logs.Lines)
            output.WriteLine($"log: {line}");
        foreach (var violation in verdict.Violations)
            output.WriteLine($"BROKEN {violation}");
    }

    private static string Text(Happening happening) =>
        happening is Happening.Appended appended
            ? $"{appended.Conversation}, due {appended.Due:HH:mm:ss}"
                + string.Concat(appended.Entries.Select(entry => $"\n        {entry.GetRawText()}"))
            : JsonSerializer.Serialize(happening, happening.GetType(), Form);
}
