namespace Baton.States.Views;

/// <content>This part quotes what somebody said, for a model that does not take part in the conversation.</content>
internal static partial class ViewText
{
    /// <summary>A text as data, with its speaker.</summary>
    public static string Quoted(string speaker, string text) => $"<baton:said by=\"{Attribute(speaker)}\">\n{Escape(text)}\n</baton:said>";
}
