using Baton.Journals;

namespace Baton.Cli.Views;

/// <summary>Shows a conversation while it runs.</summary>
internal interface IConversationView
{
    /// <summary>Takes an earlier entry, which the reader knows already.</summary>
    void Recall(JournalEntry entry);

    /// <summary>Shows an entry that is in the journal.</summary>
    void Show(JournalEntry entry);

    /// <summary>Shows the end of a turn.</summary>
    void End(Turn turn);

    /// <summary>Shows a remark that is not part of the conversation.</summary>
    void Say(string remark);

    /// <summary>Shows a summary, and the command to continue with if there is one.</summary>
    void Close(string? next);
}
