namespace Baton.Texts.Summaries;

/// <summary>
/// The weights of <see cref="Worth"/>. Logistic regression (stochastic gradient descent, small L2) over all pieces of the dialogues of
/// Schema-Guided Dialogue's dev split that use only travel and weather services. A piece counted as needed if it had a value that the next
/// service needed and the customer did not repeat. Dialogues of all other services were kept for measuring. The features are only the form
/// of a piece and who said it when: no words, services or slots.
/// </summary>
internal static class Weights
{
    /// <summary>The most features that a piece has.</summary>
    public const int MostFeatures = 16;

    public const double Bias = -2.49;

    public static readonly double[] Of =
    [
        // The kind of fact, in the order of FactKind, then no fact.
        -0.93,
        0.94,
        -0.76,
        -0.23,
        0.00,
        2.23,
        0.00,
        -0.74,
        0.88,
        0.00,
        -0.02,
        -0.79,
        0.47,
        -1.43,
        // Said by others, by the customer, by both.
        -0.34,
        0.32,
        -0.42,
        // Mentions: 1, 2, 3, more.
        -0.13,
        -0.00,
        -0.03,
        -0.02,
        // How long ago it was last said, in utterances: 2, 4, 7, 11, 16, more.
        0.71,
        0.23,
        0.05,
        -0.53,
        -0.89,
        -0.06,
        // How long ago it was first said, likewise.
        -0.14,
        -0.40,
        -0.10,
        0.16,
        0.35,
        -0.26,
        // Tokens: 1 to 5, more.
        -0.85,
        -1.00,
        0.30,
        0.49,
        0.17,
        1.54,
        // Said at the beginning; answers a question; superseded; begins with a capital; begins with a digit; yes or no.
        -0.58,
        -0.45,
        -0.50,
        0.02,
        -0.98,
        0.17,
        // An uncommon word that answers a question.
        0.77,
        // Said by the customer and a phrase, a name, an uncommon word, anything else.
        -1.22,
        1.56,
        0.20,
        0.04,
    ];
}
