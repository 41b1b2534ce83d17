using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>A journal does not keep what <see cref="IJournal"/> promises.</summary>
/// <param name="message">What it did instead.</param>
public sealed class ConformanceException(string message) : Exception(message);
