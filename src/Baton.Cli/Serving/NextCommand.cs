using System.Globalization;
using Baton.Cli.Output;

namespace Baton.Cli.Serving;

/// <summary>Writes the commands that continue a conversation, with the options that the user gave.</summary>
internal static class NextCommand
{
    // Stands for the words of whoever runs the command, who replaces it.
    private const string Text = "\"...\"";

    /// <summary>Sends the next message.</summary>
    public static string Message(ServingRequest request, string conversation) => $"{Common("run", request, conversation)} --message {Text}";

    /// <summary>Finishes a turn that was interrupted.</summary>
    public static string Resume(ServingRequest request, string conversation) => $"{Common("run", request, conversation)} --resume";

    /// <summary>Shows what waits for a person.</summary>
    public static string Desk(ServingRequest request, string conversation) => Common("desk", request, conversation);

    /// <summary>Lists what waits for a person in all conversations.</summary>
    public static string Desk(ServingRequest request) => CommandText.Of(["desk", request.Team, .. Options(request)]);

    /// <summary>Lets a person act.</summary>
    /// <param name="request">What the user gave.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="person">The person's name, or null for the user of this machine.</param>
    /// <param name="act">The option that says what to do, as the shell reads it.</param>
    public static string Act(ServingRequest request, string conversation, string? person, string act) =>
        $"{Common("desk", request, conversation)} --as {CommandText.Quoted(person ?? UserName())} {act}";

    private static string Common(string verb, ServingRequest request, string conversation) =>
        CommandText.Of([verb, request.Team, "--conversation", conversation, .. Options(request)]);

    private static IEnumerable<string> Options(ServingRequest request) =>
        [
            .. request.Store.Options,
            .. request.Model is { } model ? (string[])["--model", model] : [],
            .. request.FastPath is { } fastPath ? (string[])["--fast-path", fastPath.ToString(CultureInfo.InvariantCulture)] : [],
        ];

    private static string UserName() => Environment.UserName is { Length: > 0 } name ? name : "NAME";
}
