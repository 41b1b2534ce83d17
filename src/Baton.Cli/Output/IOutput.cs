using Baton.Journals;

namespace Baton.Cli.Output;

/// <summary>Who hears of a conversation as it goes on.</summary>
internal interface IOutput
{
    /// <summary>An entry of before, which the reader knows.</summary>
    void Recall(JournalEntry entry);

    /// <summary>An entry is in the journal.</summary>
    void Show(JournalEntry entry);

    /// <summary>A turn is over.</summary>
    void End(Turn turn);

    /// <summary>Something that is no part of the conversation.</summary>
    void Say(string remark);

    /// <summary>No turn follows. The reader may go on with a command.</summary>
    void Close(string? next);
}
