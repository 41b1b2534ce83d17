using CsCheck;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>Random card numbers that are right, and other choices.</summary>
internal static class Cards
{
    public static readonly Gen<string> Number = Gen.Select(Any("4", "51", "55", "2223", "6011", "65"), Gen.Char['0', '9'].Array[15])
        .Select(
            (prefix, digits) =>
            {
                var number = (prefix + new string(digits))[..15];
                return number + (char)('0' + ((10 - (Sum(number) % 10)) % 10));
            }
        );

    /// <summary>Any of these.</summary>
    public static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static int Sum(string number)
    {
        var sum = 0;
        for (var place = 0; place < number.Length; place++)
        {
            var digit = number[number.Length - 1 - place] - '0';
            sum +=
                place % 2 == 1 ? digit
                : digit > 4 ? (digit * 2) - 9
                : digit * 2;
        }

        return sum;
    }
}
