using System.Text.Json;
using Baton.Texts.Facts;

namespace Baton.Tests.Handoffs.Facts;

public sealed class FactFinderTests
{
    [Theory]
    [InlineData("I was charged $49.99 twice, but the plan is 29.99 USD.", "$49.99", "29.99 USD")]
    [InlineData("That makes 20 euros, five hundred dollars, or £1,234.56 at 15%.", "20 euros", "five hundred dollars", "£1,234.56", "15%")]
    [InlineData("My balance is -$5; I paid 20€, US$7 and $3.5 million.", "-$5", "20€", "US$7", "$3.5 million")]
    [InlineData("I won 5 games and counted to 100.")]
    public void Amounts(string text, params string[] expected) => AssertFound(FactKind.Amount, text, expected);

    [Theory]
    [InlineData("Let's meet on the 8th of March, March 9th, 2026, or 10 April 2027.", "8th of March", "March 9th, 2026", "10 April 2027")]
    [InlineData("It was 2026-11-03, 3/14/2026 or 14.3.2026, by 5/6 at the latest.", "2026-11-03", "3/14/2026", "14.3.2026", "5/6")]
    [InlineData(
        "Come on the 14th of this month, Friday next week, next Tuesday or tomorrow morning.",
        "the 14th of this month",
        "Friday next week",
        "next Tuesday",
        "tomorrow morning"
    )]
    [InlineData("It came 2 weeks ago, and again the day after tomorrow or in 3 days.", "2 weeks ago", "day after tomorrow", "in 3 days")]
    [InlineData("Friday, March 8th would do, or the twenty-first of June.", "Friday, March 8th", "twenty-first of June")]
    [InlineData("You may march on. May I help? The 3rd floor is the second choice, 1/2 is a half.")]
    public void Days(string text, params string[] expected) => AssertFound(FactKind.Date, text, expected);

    [Theory]
    [InlineData("At 10:30 am or 18:45, 5pm, half past six, noon.", "10:30 am", "18:45", "5pm", "half past six", "noon")]
    [InlineData(
        "A quarter to 5 in the evening, 6 o'clock, evening 7, 10.30 p.m.",
        "A quarter to 5 in the evening",
        "6 o'clock",
        "evening 7",
        "10.30 p.m."
    )]
    [InlineData("It takes 2 hours and 45 minutes; call me at 5.", "2 hours", "45 minutes", "at 5")]
    [InlineData("Two to four people, room 12, and 3.5 stars. Look at 5 offers.")]
    public void Times(string text, params string[] expected) => AssertFound(FactKind.Time, text, expected);

    [Theory]
    [InlineData("My order number is 1042, the invoice INV-2041 and ticket #77.", "order number is 1042", "invoice INV-2041", "ticket #77")]
    [InlineData("It is #1042, or 88123.", "#1042", "88123")]
    [InlineData("Card 4242 4242 4242 4242, flight BA 117.", "4242 4242 4242 4242", "flight BA 117")]
    [InlineData("I'd like to order 2 pizzas and book 3 rooms.")]
    public void Numbers(string text, params string[] expected) => AssertFound(FactKind.Number, text, expected);

    [Theory]
    [InlineData("I see error 503, then error code E-1042 and HTTP 404.", "error 503", "error code E-1042", "HTTP 404")]
    [InlineData("It says 0x80070057, ERR_TIMED_OUT and NullReferenceException.", "0x80070057", "ERR_TIMED_OUT", "NullReferenceException")]
    [InlineData("There is an error in my order, by error of yours.")]
    public void Error_codes(string text, params string[] expected) => AssertFound(FactKind.ErrorCode, text, expected);

    [Theory]
    [InlineData("Write to jane.doe+shop@example.co.uk.", FactKind.Email, "jane.doe+shop@example.co.uk")]
    [InlineData("I am @jane, a @ b.", FactKind.Email)]
    [InlineData(
        "Call 707-555-0160, +1 (650) 555-1234 or 415 555 0123.",
        FactKind.Phone,
        "707-555-0160",
        "+1 (650) 555-1234",
        "415 555 0123"
    )]
    [InlineData("Not 2026-11-03, not 1 2 3 4 5 6 7 and not 1042.", FactKind.Phone)]
    [InlineData("I live at 12 Oak Street, Springfield, CA 94538.", FactKind.Address, "12 Oak Street, Springfield, CA 94538")]
    [InlineData("It was 4052 Birch avenue #12 before.", FactKind.Address, "4052 Birch avenue #12")]
    [InlineData("This 2 way street, 3 Days in May, a 5 minute drive.", FactKind.Address)]
    [InlineData("He said \"it will never work\" and 'not today'.", FactKind.Quote, "it will never work", "not today")]
    [InlineData("It's Jane's, isn't it? 5\" is the size.", FactKind.Quote)]
    [InlineData(
        "See https://example.com/a?b=1, reports/march.pdf and 192.168.0.1.",
        FactKind.Identifier,
        "https://example.com/a?b=1",
        "reports/march.pdf",
        "192.168.0.1"
    )]
    [InlineData(
        "Take A1B2C3, my_id_3 or 550e8400-e29b-41d4-a716-446655440000.",
        FactKind.Identifier,
        "A1B2C3",
        "my_id_3",
        "550e8400-e29b-41d4-a716-446655440000"
    )]
    [InlineData("A 24-hour e-mail and/or the 8th, 5pm.", FactKind.Identifier)]
    [InlineData(
        "I spoke with Anna Schmidt in San Diego, then went to Paris, France.",
        FactKind.Name,
        "Anna Schmidt",
        "San Diego",
        "Paris, France"
    )]
    [InlineData("I was in Paris, Rome, and Athens.", FactKind.Name, "Paris", "Rome", "Athens")]
    [InlineData("We saw How to Mend a Broken Chair at 28 Oak House.", FactKind.Name, "How to Mend a Broken Chair", "28 Oak House")]
    [InlineData("Please help. Thanks! The next one. Could You wait? OK.", FactKind.Name)]
    [InlineData("I need 2 tickets to phoenix, az.", FactKind.Other, "2 tickets", "phoenix, az")]
    public void Other_kinds(string text, FactKind kind, params string[] expected) => AssertFound(kind, text, expected);

    [Fact]
    public void A_yes_comes_with_its_question()
    {
        var facts = Converse("Your order is here. Shall I refund it?", "Yes, please do.");

        var answer = Assert.Single(facts, fact => fact.Kind == FactKind.Answer);
        Assert.Equal(("Yes, please do", "Shall I refund it?", "customer", 1L), (answer.Text, answer.Question, answer.Speaker, answer.Seq));
    }

    [Fact]
    public void A_short_answer_comes_with_its_question_and_a_long_one_is_none()
    {
        var shortOne = Assert.Single(Converse("What kind of car?", "the large one"));
        Assert.Equal((FactKind.Answer, "the large one", "What kind of car?"), (shortOne.Kind, shortOne.Text, shortOne.Question));

        Assert.Empty(Converse("What kind of car?", "I would like to take the one that you had for me the time before"));
    }

    [Fact]
    public void A_fact_knows_the_question_that_it_answers_and_one_in_a_later_sentence_has_none()
    {
        var facts = Converse("When are you leaving?", "8th of March. I also need a room on March 9th.");

        Assert.Equal(["When are you leaving?", null], facts.Where(fact => fact.Kind == FactKind.Date).Select(fact => fact.Question));
    }

    [Theory]
    [InlineData("8th of March", "March 8th")]
    [InlineData("$20", "20 dollars")]
    [InlineData("half past 6 in the evening", "18:30")]
    [InlineData("(707) 555-0160", "707-555-0160")]
    [InlineData("order #1042", "order number is 1042")]
    public void Other_words_of_the_same_have_the_same_value(string one, string other) =>
        Assert.Equal(Assert.Single(Find(one)).Value, Assert.Single(Find(other)).Value);

    [Theory]
    [InlineData("4.4 stars", "44 stars")]
    [InlineData("10:30 am", "10:30 pm")]
    [InlineData("$20", "20 euros")]
    [InlineData("-$20", "$20")]
    public void Different_things_have_different_values(string one, string other) =>
        Assert.NotEqual(Assert.Single(Find(one)).Value, Assert.Single(Find(other)).Value);

    [Fact]
    public void A_corrected_value_is_superseded()
    {
        var facts = Converse("How can I help?", "A table on March 7th, please.", "Sure, March 7th.", "Actually, make it March 9th.");

        Assert.Equal([true, false], facts.Where(fact => fact.Kind == FactKind.Date).Select(fact => fact.IsSuperseded));
    }

    [Fact]
    public void What_is_said_again_in_a_change_is_what_goes()
    {
        var facts = Converse("How can I help?", "A table at 7 pm.", "Sure.", "Please change it from 7 pm to 8 pm.");

        Assert.Equal([true, true, false], facts.Where(fact => fact.Kind == FactKind.Time).Select(fact => fact.IsSuperseded));
    }

    [Fact]
    public void The_same_question_answered_anew_supersedes_the_first_answer()
    {
        var facts = Converse("Which day?", "March 7th.", "That is full. Which day?", "March 8th.");

        Assert.Equal([true, false], facts.Where(fact => fact.Kind == FactKind.Date).Select(fact => fact.IsSuperseded));
    }

    [Fact]
    public void Two_values_side_by_side_supersede_nothing() =>
        Assert.DoesNotContain(
            Converse("When?", "From March 7th to March 9th.", "Which room?", "The large one, at $80 or $90."),
            fact => fact.IsSuperseded
        );

    [Fact]
    public void A_line_end_within_a_fact_is_left_out() => Assert.Equal("March 8th", Assert.Single(Find("March\r\n8th")).Text);

    [Fact]
    public void Json_names_are_snake_case() => Assert.Equal("\"error_code\"", JsonSerializer.Serialize(FactKind.ErrorCode));

    private static void AssertFound(FactKind kind, string text, string[] expected) =>
        Assert.Equal(expected, Find(text).Where(fact => fact.Kind == kind).Select(fact => fact.Text));

    private static IReadOnlyList<Fact> Find(string text) => FactFinder.Find([new Utterance("customer", text, 1, true)]);

    // The agent begins; each side speaks in turn.
    private static IReadOnlyList<Fact> Converse(params string[] texts) =>
        [
            .. FactFinder
                .Find([.. texts.Select((text, at) => new Utterance(at % 2 == 0 ? "agent" : "customer", text, at, at % 2 == 1))])
                .Where(fact => fact.IsCustomer),
        ];
}
