namespace Baton.Handoffs.Summaries;

/// <summary>
/// The weights of <see cref="Worth"/>. Logistic regression (stochastic gradient descent, small L2) over all pieces of the dialogues of
/// Schema-Guided Dialogue's dev split that use travel and weather services only; a piece counted as needed when it held a value that
/// the next service needed and the customer did not say again. Dialogues of all other services were left for measuring. What is weighed
/// is only the form of a piece and who said it when: no words, services or slots.
/// </summary>
internal static class Weights
{
    /// <summary>The most features that a piece has.</summary>
    public const int MostFeatures = 16;

    public const double Bias = -2.48;

    public static readonly double[] Of =
    [
        // The kind of fact, in the order of FactKind, then no fact.
        -0.93, 0.92, -0.65, -0.24, 0.00, 2.24, 0.00, -0.75, 0.86, 0.00, -0.02, -0.82, 0.46, -1.43,
        // Said by others, by the customer, by both.
        -0.35, 0.31, -0.38,
        // Mentions: 1, 2, 3, more.
        -0.13, -0.01, -0.02, -0.01,
        // How long ago it was last said, in utterances: 2, 4, 7, 11, 16, more.
        0.72, 0.23, 0.06, -0.53, -0.89, -0.06,
        // How long ago it was first said, likewise.
        -0.14, -0.40, -0.11, 0.17, 0.35, -0.26,
        // Tokens: 1 to 5, more.
        -0.84, -1.00, 0.32, 0.46, 0.15, 1.59,
        // Said at the beginning; answers a question; superseded; begins with a capital; begins with a digit; yes or no.
        -0.57, -0.45, -0.54, 0.00, -0.96, 0.13,
        // An uncommon word that answers a question.
        0.76,
        // Said by the customer and a phrase, a name, an uncommon word, anything else.
        -1.23, 1.55, 0.20, 0.08,
    ];
}
