namespace Baton.Texts.Searches;

/// <summary>A set of small numbers.</summary>
internal readonly struct Bits(int count)
{
    private readonly ulong[] words = new ulong[(count + 63) / 64];

    public void Add(int number) => words[number >> 6] |= 1UL << (number & 63);

    public bool Holds(int number) => (words[number >> 6] & (1UL << (number & 63))) != 0;
}
