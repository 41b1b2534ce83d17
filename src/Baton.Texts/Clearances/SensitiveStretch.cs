namespace Baton.Texts.Clearances;

/// <summary>The kind of sensitive data.</summary>
internal enum SensitiveKind
{
    Card,
    BankAccount,
    SocialSecurity,
    Password,
    Pin,
    CardCode,
    ApiKey,
    Token,
    PrivateKey,
    Configured,
}

/// <summary>A stretch of a text that not everybody may see.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">The position after its last character.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sensitivity">Who may see it.</param>
/// <param name="Mask">What other readers see: the same for the same value, however it is written.</param>
internal readonly record struct SensitiveStretch(int Start, int End, SensitiveKind Kind, Clearance Sensitivity, string Mask);

/// <summary>Collects stretches. Most texts have none, and then nothing is allocated.</summary>
internal struct Findings
{
    public List<SensitiveStretch>? List { get; private set; }

    public void Add(int start, int end, SensitiveKind kind, Clearance sensitivity, string mask) =>
        (List ??= []).Add(new SensitiveStretch(start, end, kind, sensitivity, mask));

    public void AddSecret(int start, int end, SensitiveKind kind) => Add(start, end, kind, Clearance.Secret, MaskText.Of(kind));
}
