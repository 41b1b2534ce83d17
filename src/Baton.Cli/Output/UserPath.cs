namespace Baton.Cli.Output;

/// <summary>A path as the user wrote it, for messages, and the path to open.</summary>
internal readonly record struct UserPath(string Given, string Full)
{
    public override string ToString() => Given;
}
