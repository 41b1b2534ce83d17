namespace Baton.Simulation.Worlds;

/// <summary>What a model does instead of behaving, or while behaving.</summary>
internal enum Habit
{
    /// <summary>It does what the customer's words ask for with what it has.</summary>
    None,

    /// <summary>It asks the customer something.</summary>
    AsksCustomer,

    /// <summary>It answers at once, whatever is left to do.</summary>
    AnswersAtOnce,

    /// <summary>It calls a tool beside what it does.</summary>
    CallsToolBeside,

    /// <summary>It calls a tool that may run once only.</summary>
    CallsOnce,

    /// <summary>It calls the same tool twice in one reply.</summary>
    CallsTwice,

    /// <summary>It pays an amount that needs no approval.</summary>
    PaysLittle,

    /// <summary>It pays an amount that needs one.</summary>
    PaysMuch,

    /// <summary>It transfers to the first colleague.</summary>
    TransfersToFirst,

    /// <summary>It transfers to everybody, one issue for each.</summary>
    TransfersToAll,

    /// <summary>It transfers with junk in every optional argument.</summary>
    TransfersWithJunk,

    /// <summary>It transfers with limits.</summary>
    TransfersWithLimits,

    /// <summary>It transfers issues that do not exist.</summary>
    TransfersUnknownIssues,

    /// <summary>It escalates.</summary>
    Escalates,

    /// <summary>It updates an issue.</summary>
    UpdatesIssue,

    /// <summary>It declines an issue.</summary>
    DeclinesIssue,

    /// <summary>It opens an issue of its own.</summary>
    OpensIssue,

    /// <summary>It writes a shared value that is added up.</summary>
    WritesCount,

    /// <summary>It writes a shared value under the revision that it guesses.</summary>
    WritesNote,

    /// <summary>It reads the shared values.</summary>
    ReadsState,

    /// <summary>It reads the history.</summary>
    ReadsHistory,

    /// <summary>It reports a low confidence.</summary>
    IsUnsure,

    /// <summary>It calls a tool that there is not.</summary>
    CallsUnknownTool,

    /// <summary>Its arguments are no JSON.</summary>
    BreaksArguments,

    /// <summary>Its arguments are of other types.</summary>
    MixesArguments,

    /// <summary>Its arguments are right, but in another form: keys in another case, numbers in texts, texts in lists.</summary>
    LoosensArguments,

    /// <summary>An argument that its tool must have is missing.</summary>
    LacksArgument,

    /// <summary>It writes its call as text.</summary>
    WritesCallAsText,

    /// <summary>It tells of a transfer and makes none.</summary>
    NarratesTransfer,

    /// <summary>It promises a deed that nobody did.</summary>
    PromisesDeed,

    /// <summary>It looks the same thing up again.</summary>
    LooksAgain,

    /// <summary>It gives nothing.</summary>
    GivesNothing,

    /// <summary>It is cut off in the middle of what it does.</summary>
    IsCutOff,

    /// <summary>Its provider refuses the content.</summary>
    IsFiltered,

    /// <summary>It repeats what it read.</summary>
    RepeatsResult,

    /// <summary>It has a private block beside what it does.</summary>
    ThinksPrivately,

    /// <summary>It needs half a minute.</summary>
    IsSlow,

    /// <summary>It never answers.</summary>
    Hangs,

    /// <summary>The connection is gone.</summary>
    LosesConnection,

    /// <summary>It is asked too often, and says when to come back.</summary>
    IsRateLimited,

    /// <summary>Its key is refused.</summary>
    RefusesKey,

    /// <summary>It says that the history is too long.</summary>
    FindsHistoryTooLong,

    /// <summary>It fails after it has written a part.</summary>
    BreaksOff,

    /// <summary>It writes a very long text.</summary>
    WritesMuch,
}
