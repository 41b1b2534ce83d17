using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Journals;

namespace Baton.Tests.Journals;

/// <summary>
/// What format 1 wrote stays readable for ever. The fixtures only grow: a new type or field adds a line at the end of
/// <c>format-1.jsonl</c> and changes the head in <c>format-1.head</c>; no line that has been released is touched. The store
/// <c>format-1.db</c> never changes.
/// </summary>
public sealed class FixtureTests
{
    private static readonly ConversationId Conversation = new("fixture");

    private static byte[][] Lines => [.. File.ReadLines(Fixture("format-1.jsonl")).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Every_line_reads_and_is_written_again_byte_for_byte()
    {
        foreach (var line in Lines)
            Assert.Equal(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(Write(JournalCodec.Read(line))));
    }

    [Fact]
    public void The_lines_have_the_head_they_always_had()
    {
        var hash = JournalCodec.StartHash(Conversation);
        foreach (var line in Lines)
            JournalCodec.ExtendHash(hash, line);

        Assert.Equal(File.ReadAllText(Fixture("format-1.head")).Trim(), Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void Every_type_is_there_with_every_field()
    {
        var fields = new Dictionary<string, HashSet<string>>();
        foreach (var line in Lines)
        {
            using var document = JsonDocument.Parse(line);
            var type = document.RootElement.GetProperty("type").GetString()!;
            if (!fields.TryGetValue(type, out var known))
                fields[type] = known = [];
            known.UnionWith(document.RootElement.EnumerateObject().Select(field => field.Name));
        }

        foreach (var type in typeof(JournalEntry).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var name = (string)type.TypeDiscriminator!;
            Assert.True(fields.ContainsKey(name), $"Add a line of type '{name}' to format-1.jsonl.");
            foreach (var field in FieldsOf(type.DerivedType))
                Assert.True(fields[name].Contains(field), $"Add a line of type '{name}' with '{field}' to format-1.jsonl.");
        }
    }

    [Fact]
    public void The_format_s_page_lists_every_type_with_every_field()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "journal-format.md"));
        foreach (var type in typeof(JournalEntry).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var row = page.SingleOrDefault(line => line.StartsWith($"| `{type.TypeDiscriminator}` |", StringComparison.Ordinal));
            Assert.True(row is not null, $"The page has no row for {type.TypeDiscriminator}.");
            foreach (var field in FieldsOf(type.DerivedType).Except(["seq", "at", "leg"]))
                Assert.True(row!.Contains($"`{field}`", StringComparison.Ordinal), $"The row of {type.TypeDiscriminator} lacks {field}.");
        }
    }

    // Those of internal properties too.
    private static IEnumerable<string> FieldsOf(Type type) =>
        JournalJson.Default.GetTypeInfo(type)!.Properties.Where(property => property.Get is not null).Select(property => property.Name);

    private static byte[] Write(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return line.WrittenSpan.ToArray();
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Journals", "Fixtures", name);
}
