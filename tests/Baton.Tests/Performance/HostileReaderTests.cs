using Baton.Bench;

namespace Baton.Tests.Performance;

/// <summary>
/// Texts that are made to be slow or wrong to read: nothing throws, and no reader needs memory for more than the text's length. How the
/// time grows is measured by <c>bench -- hostile</c>.
/// </summary>
public sealed class HostileReaderTests
{
    private const int Short = 4_000;
    private const int Times = 8;

    // What is made once for each text, whatever its length, is not compared.
    private const long Fixed = 400_000;

    public static TheoryData<string> Names => [.. HostileReaders.All.Select(reader => reader.Name)];

    [Theory, MemberData(nameof(Names))]
    public void What_reads_a_text_throws_nothing_and_needs_no_more_memory_than_its_length_says(string name)
    {
        var read = HostileReaders.All.Single(reader => reader.Name == name).Read;
        read(HostileTexts.Of("warm up. ", Short * Times));
        foreach (var (form, unit) in HostileTexts.Forms)
        {
            var first = Allocated(() => read(HostileTexts.Of(unit, Short)));
            var second = Allocated(() => read(HostileTexts.Of(unit, Short * Times)));
            Assert.True(second <= (first * Times * 2) + Fixed, $"{form}: {first} bytes, and {second} for {Times} times the text");
        }
    }

    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
