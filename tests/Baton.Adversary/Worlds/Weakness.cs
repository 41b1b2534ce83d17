namespace Baton.Adversary.Worlds;

/// <summary>What a world lacks on purpose, so that it is seen that an attack which works is counted as a gain.</summary>
internal enum Weakness
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Front has the chief's tool.</summary>
    NoBoundsOfTools,

    /// <summary>Payments need no permission.</summary>
    NoLimits,

    /// <summary>No call waits for a person.</summary>
    NoApprovals,

    /// <summary>Every agent may read every value.</summary>
    NoRights,

    /// <summary>Models read texts from outside without the marks of forged blocks taken away.</summary>
    NoQuotes,

    /// <summary>The customer reads what the model wrote, whatever it is.</summary>
    NoAnswers,
}
