using System.Security.Cryptography;
using Baton.Texts.Routers;

namespace Baton.Tests.Routers;

public sealed class RouterFileTests
{
    private static readonly byte[] Saved = Save(Router.Train(SupportExamples.All));

    [Fact]
    public void The_same_examples_make_the_same_bytes()
    {
        Assert.Equal(Saved, Save(Router.Train(SupportExamples.All)));
    }

    // Made on an x64 Linux machine. When a change of what is learned is meant, raise RouterFile's version and take the new hash.
    [Fact]
    public void The_same_examples_make_the_same_bytes_on_every_machine()
    {
        Assert.Equal("65adb95cbe2d9f2a81d5bbab7e3637f4875d2c2bae8b826d5eef878e9bffd1b5", Convert.ToHexStringLower(SHA256.HashData(Saved)));
    }

    [Fact]
    public void Many_routes_learned_on_several_threads_make_the_same_bytes()
    {
        var examples = Enumerable
            .Range(0, 240)
            .Select(at => new RouterExample($"word{at % 40} thing{at % 7} name{at}", $"route{at % 40}"))
            .ToList();

        Assert.Equal(Save(Router.Train(examples)), Save(Router.Train(examples)));
    }

    [Fact]
    public void A_loaded_router_says_what_the_saved_one_said()
    {
        var dialogue = new RouterDialogue([new("where is my invoice", "billing"), new("to Lisbon please", "travel")]);
        var router = Router.Train(
            [.. SupportExamples.All, new("get me a human", "desk") { WantsPerson = true }],
            new() { Dialogues = [dialogue, dialogue] }
        );
        var loaded = Router.TryLoad(new MemoryStream(Save(router)))!;
        var context = new RoutingContext
        {
            Holder = "billing",
            Seen = ["travel"],
            Unanswered = ["hello"],
        };

        Assert.Equal(router.RouteNames, loaded.RouteNames);
        foreach (var text in SupportExamples.All.Select(example => example.Text).Append("a human, please. And is there an outage?"))
        {
            Assert.Equivalent(router.Route(text), loaded.Route(text), strict: true);
            Assert.Equivalent(router.Route(text, context), loaded.Route(text, context), strict: true);
        }
    }

    [Fact]
    public void A_cut_file_is_no_router()
    {
        for (var length = 0; length < Saved.Length; length += length < 200 ? 1 : 997)
            Assert.Null(Router.TryLoad(new MemoryStream(Saved[..length])));
        Assert.Null(Router.TryLoad(new MemoryStream([.. Saved, 0])));
    }

    [Fact]
    public void A_file_of_another_version_or_with_a_changed_byte_is_no_router()
    {
        // The header: four letters, then the version.
        foreach (var at in new[] { 0, 4, 8, 16, 60, Saved.Length / 2, Saved.Length - 1 })
        {
            byte[] changed = [.. Saved];
            changed[at]++;
            Assert.Null(Router.TryLoad(new MemoryStream(changed)));
        }
    }

    [Fact]
    public void A_fingerprint_tells_examples_and_options_apart()
    {
        RouterExample[] examples = [new("ab", "c"), new("d", "e")];
        string[] fingerprints =
        [
            Router.Fingerprint(examples),
            Router.Fingerprint([new("a", "bc"), new("d", "e")]),
            Router.Fingerprint([new("ab", "c", "d"), new("e")]),
            Router.Fingerprint([new("ab", "c") { WantsPerson = true }, new("d", "e")]),
            Router.Fingerprint(examples, new() { KeptInScope = 0.9 }),
            Router.Fingerprint(examples, new() { Validation = examples }),
            Router.Fingerprint(examples, new() { Dialogues = [new([new("ab", "c")])] }),
            Router.Fingerprint(examples, new() { Dialogues = [new([new("ab", "c")], ["c"])] }),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
        Assert.Equal(fingerprints[0], Router.Fingerprint([new("ab", "c"), new("d", "e")]));
        Assert.All(fingerprints, fingerprint => Assert.Equal(64, fingerprint.Length));
    }

    private static byte[] Save(Router router)
    {
        using var stream = new MemoryStream();
        router.Save(stream);
        return stream.ToArray();
    }
}
