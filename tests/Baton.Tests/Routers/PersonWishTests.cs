using Baton.Texts.Routers;
using Baton.Texts.Routers.People;

namespace Baton.Tests.Routers;

public sealed class PersonWishTests
{
    private static readonly Router Untaught = Router.Train(SupportExamples.All);

    [Theory]
    [InlineData("Can I talk to a human?")]
    [InlineData("get me your supervisor right now")]
    [InlineData("I don't want to chat with a robot any longer")]
    [InlineData("My invoice is wrong again. Would you put me through to one of your colleagues?")]
    [InlineData("could somebody from your staff please ring me about this")]
    [InlineData("HUMAN!!!")]
    public void Whoever_asks_for_a_person_in_any_words_is_understood_without_examples(string message)
    {
        Assert.True(Untaught.Route(message).WantsPerson, $"{Untaught.Route(message).WantsPersonProbability}");
    }

    [Theory]
    [InlineData("I want to send money to another person")]
    [InlineData("a table for four people")]
    [InlineData("the cash machine kept my card")]
    [InlineData("your agent told me that it would be refunded")]
    [InlineData("the dashboard does not load")]
    [InlineData("thank you")]
    public void What_only_sounds_like_it_is_not_taken_for_it(string message)
    {
        Assert.False(Untaught.Route(message).WantsPerson, $"{Untaught.Route(message).WantsPersonProbability}");
    }

    [Fact]
    public void Examples_teach_further_words_for_it()
    {
        const string asks = "please beam me up to the bridge";
        Assert.False(Untaught.Route(asks).WantsPerson);

        var taught = Router.Train([
            .. SupportExamples.All,
            .. new[]
            {
                "beam me up",
                "beam me up please",
                "can you beam me up",
                "I want you to beam me up",
                "just beam me up",
                "beam me up to the ship",
            }.Select(text => new RouterExample(text, "desk") { WantsPerson = true }),
        ]);

        Assert.True(taught.Route(asks).WantsPerson);
        Assert.True(taught.Route("Can I talk to a human?").WantsPerson);
        Assert.False(taught.Route("the dashboard does not load").WantsPerson);
    }

    [Fact]
    public void What_comes_with_baton_is_what_its_phrases_teach()
    {
        var trained = PersonWish.TrainBuiltIn();
        var received = Path.Combine(AppContext.BaseDirectory, "Wishes.received");
        File.WriteAllBytes(received, trained);

        Assert.True(
            trained
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(Repository.Root, "src/Baton.Texts/Routers/People/Wishes.trained"))),
            $"Wishes.txt or the training has changed: take {received} as Wishes.trained."
        );
    }
}
