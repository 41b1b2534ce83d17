using Baton.Texts.Tokens;
using Baton.Tokenizers;
using CsCheck;

namespace Baton.Tests.Texts.Tokens;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData(
        "I was charged twice for order 4471 in March, $49.90 each time, and I would like one of the charges refunded to my card, please."
    )]
    [InlineData(
        "Ich wurde im März zweimal für die Bestellung 4471 belastet, jeweils 49,90 €, und möchte eine der Abbuchungen erstattet bekommen."
    )]
    [InlineData(
        "J'ai été débité deux fois pour la commande 4471 en mars, 49,90 € à chaque fois, et je voudrais être remboursé d'un des deux "
            + "paiements."
    )]
    [InlineData(
        "Zostałem dwukrotnie obciążony za zamówienie 4471 w marcu, za każdym razem 49,90 zł, i proszę o zwrot jednej z opłat na moją kartę."
    )]
    [InlineData("В марте с меня дважды списали деньги за заказ 4471, каждый раз по 49,90, и я хотел бы вернуть один из платежей на карту.")]
    [InlineData("三月份我的订单4471被重复扣款两次，每次49.90元，请把其中一笔退回到我的银行卡。")]
    [InlineData("3月に注文4471の代金が二回請求されました。毎回4990円でした。そのうちの一回分をカードに返金してください。")]
    [InlineData("3월에 주문 4471에 대해 두 번 청구되었습니다. 매번 49,900원이었고, 그중 하나를 카드로 환불받고 싶습니다.")]
    public void Estimate_is_within_a_quarter_of_the_exact_count_in_several_languages(string text)
    {
        var exact = O200kTokens.Count(text);

        Assert.InRange(TokenEstimate.Count(text), exact * 0.75, exact * 1.3);
    }

    [Fact]
    public void Json_is_not_estimated_too_low()
    {
        const string Json =
            """{"name": "lookup_order", "arguments": {"order": 4471, "customer": "c-1029", "fields": ["status", "total", "paid_at"]}}""";

        Assert.InRange(TokenEstimate.Count(Json), O200kTokens.Count(Json) * 0.9, O200kTokens.Count(Json) * 1.3);
    }

    [Fact]
    public void Longer_text_never_has_fewer_tokens() =>
        Gen.String.Select(Gen.String).Sample((one, other) => Assert.True(TokenEstimate.Count(one + other) + 1 >= TokenEstimate.Count(one)));

    [Fact]
    public void Empty_text_has_no_tokens() => Assert.Equal(0, TokenEstimate.Count(""));
}
