using Baton.Cli.Output;
using Baton.Journals;

namespace Baton.Cli.Serving;

/// <summary>Reads the keys of a store from a file or the environment. An argument could be seen by other users of the machine.</summary>
internal static class StoreKeys
{
    /// <summary>The variable that holds keys.</summary>
    public const string Variable = "BATON_ENCRYPTION_KEYS";

    // A wrong path must not read a large file.
    private const int MaxCharacters = 64 * 1024;

    /// <summary>The keys in a file or else in the environment; null if there are none.</summary>
    /// <param name="file">The file, as it was given; null for the environment.</param>
    /// <param name="terminal">The terminal.</param>
    /// <exception cref="BadInputException">They cannot be read.</exception>
    public static EncryptionKeys? Read(string? file, Terminal terminal)
    {
        if (file is not null)
            return Parse(ReadFile(terminal.PathOf(file)), file);
        return terminal.Variable(Variable) is { Length: > 0 } text ? Parse(text, Variable) : null;
    }

    private static EncryptionKeys Parse(string text, string source)
    {
        try
        {
            return EncryptionKeys.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"{source}: {wrong.Message}");
        }
    }

    private static string ReadFile(UserPath path)
    {
        try
        {
            using var reader = new StreamReader(path.Full);
            var text = new char[MaxCharacters];
            var length = reader.ReadBlock(text);
            return length < MaxCharacters ? new string(text, 0, length) : throw new IOException("it is too long.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: the keys cannot be read: {wrong.Message}");
        }
    }
}
