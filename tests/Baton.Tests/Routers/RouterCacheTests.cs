using Baton.Tests.Journals;
using Baton.Texts.Routers;

namespace Baton.Tests.Routers;

public sealed class RouterCacheTests : IDisposable
{
    private static readonly RouterExample[] Many = Examples("a");

    private readonly TemporaryFolder folder = new();

    private string Routers => Path.Combine(folder.Path, "routers");

    private string[] Files => Directory.Exists(Routers) ? Directory.GetFiles(Routers) : [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_router_is_kept_and_the_same_when_it_is_read_again()
    {
        var trained = new RouterCache(Routers).Get(Many);
        var kept = new RouterCache(Routers).Get(Many);

        Assert.Equal(Router.Fingerprint(Many) + ".router", Path.GetFileName(Assert.Single(Files)));
        Assert.Equal(Saved(trained), Saved(kept));
        Assert.Equal(Saved(trained), File.ReadAllBytes(Files[0]));
    }

    [Fact]
    public async Task A_kept_router_is_read_and_not_trained()
    {
        var cache = new RouterCache(Routers);
        cache.Get(Many);
        // Another router under this one's name shows which of the two was had.
        using (var stream = File.Create(Files[0]))
            Router.Train([new("something else", "elsewhere")]).Save(stream);

        Assert.Equal(["elsewhere"], cache.Get(Many).RouteNames);
        Assert.Equal(["elsewhere"], (await cache.GetAsync(Many, cancellationToken: TestContext.Current.CancellationToken)).RouteNames);
    }

    [Fact]
    public void Other_examples_make_another_file()
    {
        var cache = new RouterCache(Routers);

        cache.Get(Many);
        cache.Get(Examples("b"));

        Assert.Equal(2, Files.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(60)]
    [InlineData(5000)]
    public void A_file_that_was_cut_is_made_anew(int length)
    {
        var cache = new RouterCache(Routers);
        var whole = Saved(cache.Get(Many));
        File.WriteAllBytes(Files[0], whole[..length]);

        Assert.Equal(whole, Saved(cache.Get(Many)));
        Assert.Equal(whole, File.ReadAllBytes(Assert.Single(Files)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(-1)]
    public void A_file_of_another_version_or_with_another_byte_is_made_anew(int place)
    {
        var cache = new RouterCache(Routers);
        var whole = Saved(cache.Get(Many));
        var other = whole.ToArray();
        other[place < 0 ? ^1 : place] ^= 0x40;
        File.WriteAllBytes(Files[0], other);

        Assert.Equal(whole, Saved(cache.Get(Many)));
        Assert.Equal(whole, File.ReadAllBytes(Assert.Single(Files)));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_only_costs_the_training()
    {
        File.WriteAllText(Routers, "no folder");

        Assert.Equal(Saved(Router.Train(Many)), Saved(new RouterCache(Routers).Get(Many)));
        Assert.Equal("no folder", File.ReadAllText(Routers));
    }

    [Fact]
    public void Many_writers_at_once_leave_one_sound_file()
    {
        var expected = Saved(Router.Train(Many));

        Parallel.For(0, 8, _ => Assert.Equal(expected, Saved(new RouterCache(Routers).Get(Many))));

        Assert.Equal(expected, File.ReadAllBytes(Assert.Single(Files)));
    }

    [Fact]
    public void A_router_of_two_examples_is_kept_too()
    {
        var trained = new RouterCache(Routers).Get(Many[..2]);

        Assert.Equal(Saved(trained), File.ReadAllBytes(Assert.Single(Files)));
        Assert.Equal(Saved(trained), Saved(new RouterCache(Routers).Get(Many[..2])));
    }

    [Fact]
    public void Old_routers_do_not_pile_up()
    {
        Directory.CreateDirectory(Routers);
        for (var old = 0; old < 300; old++)
            File.WriteAllText(Path.Combine(Routers, $"{old}.router"), "");

        new RouterCache(Routers).Get(Many);

        Assert.Equal(256, Files.Length);
        Assert.Contains(Files, file => Path.GetFileNameWithoutExtension(file) == Router.Fingerprint(Many));
    }

    private static RouterExample[] Examples(string word) =>
        [
            .. Enumerable
                .Range(0, 200)
                .Select(number => new RouterExample($"{word} customer says {(char)('a' + (number % 26))}{number}", $"route {number % 3}")),
        ];

    private static byte[] Saved(Router router)
    {
        using var stream = new MemoryStream();
        router.Save(stream);
        return stream.ToArray();
    }
}
