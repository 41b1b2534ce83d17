using System.Text.Json;

namespace Baton.Oracle.Records;

/// <summary>One thing that happened in a world: one of the kinds in this file.</summary>
public abstract record Happening
{
    private Happening() { }

    /// <summary>Its number in the world, from 1, in the order in which things happened.</summary>
    public long Number { get; init; }

    /// <summary>The time since the world began, by a clock that never jumps.</summary>
    public TimeSpan At { get; init; }

    /// <summary>The number of the process that did it; null for the world outside.</summary>
    public int? Process { get; init; }

    /// <summary>A customer sends a message to a process, perhaps not for the first time under this id.</summary>
    public sealed record Sent(string Customer, string Conversation, string Message, string Text) : Happening;

    /// <summary>The customer is answered: the call returned. This is the acknowledgement of the message.</summary>
    /// <param name="Conversation">The conversation.</param>
    /// <param name="Message">The message.</param>
    /// <param name="Text">What the customer reads; empty when a person has the conversation already.</param>
    /// <param name="Outcome">"Replied", "WaitingOnPerson" or "Degraded".</param>
    public sealed record Answered(string Conversation, string Message, string Text, string Outcome) : Happening;

    /// <summary>The call of the customer failed with an error, or was given up by the caller.</summary>
    /// <param name="Conversation">The conversation.</param>
    /// <param name="Message">The message.</param>
    /// <param name="Error">The type of the exception.</param>
    /// <param name="Text">What it says.</param>
    public sealed record SendFailed(string Conversation, string Message, string Error, string Text) : Happening;

    /// <summary>A customer's program gives up waiting for the answer to a message: from here on the call is being cancelled.</summary>
    public sealed record GivenUp(string Conversation) : Happening;

    /// <summary>A reader of a stream is shown a durable entry: the same line that the journal has.</summary>
    public sealed record Shown(string Conversation, long Seq) : Happening;

    /// <summary>A reader of a stream is shown text while a model writes it, or told to take it away (null).</summary>
    public sealed record Drafted(string Conversation, string Participant, string? Text) : Happening;

    /// <summary>A process appends entries to the journal, and the store has them.</summary>
    /// <param name="Conversation">The conversation.</param>
    /// <param name="Entries">The entries as the journal stores them; each has seq, at and type.</param>
    /// <param name="Due">When something falls due next by the wall clock; null when nothing does.</param>
    public sealed record Appended(string Conversation, IReadOnlyList<JsonElement> Entries, DateTimeOffset? Due) : Happening;

    /// <summary>A process sets the due time of a conversation without an entry.</summary>
    public sealed record DueSet(string Conversation, DateTimeOffset? Due) : Happening;

    /// <summary>A process asks a model.</summary>
    /// <param name="Call">The number of the call in the world, from 1.</param>
    /// <param name="Agent">The agent that the model plays; a summary writer is "summary writer".</param>
    /// <param name="Messages">The history.</param>
    /// <param name="Tools">The names of the tools that are offered.</param>
    public sealed record ModelAsked(int Call, string Agent, IReadOnlyList<ProviderMessage> Messages, IReadOnlyList<string> Tools)
        : Happening
    {
        /// <summary>The conversation for which it is asked; null if the world does not know.</summary>
        public string? Conversation { get; init; }

        /// <summary>The model's name, as the journal has it; null if the world does not know.</summary>
        public string? Model { get; init; }
    }

    /// <summary>A model answers.</summary>
    /// <param name="Call">The number of the call.</param>
    /// <param name="Habit">What the world had it do.</param>
    /// <param name="Text">Its text, if any.</param>
    /// <param name="Calls">The names of the tools that it calls, also of one whose call it writes as text.</param>
    /// <param name="Error">The type of the exception, if it failed.</param>
    public sealed record ModelReplied(int Call, string Habit, string? Text, IReadOnlyList<string> Calls, string? Error) : Happening
    {
        /// <summary>The texts of its private blocks, which only the same agent's same model may see again.</summary>
        public IReadOnlyList<string> Private { get; init; } = [];
    }

    /// <summary>A tool begins to run, and from now on its effect is in the world.</summary>
    public sealed record ToolRan(string Conversation, string Agent, string Tool, string CallId, JsonElement Arguments) : Happening;

    /// <summary>A tool ends in the process that ran it.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Outcome">"ok", "failed", "late" (after the caller gave up) or "lost" (as its process or answer was).</param>
    /// <param name="Result">What it returned or said.</param>
    public sealed record ToolDone(string CallId, string Outcome, string Result) : Happening;

    /// <summary>A delivery arrives at a desk.</summary>
    /// <param name="Desk">The desk.</param>
    /// <param name="Id">The delivery's id, the same each time that it is tried.</param>
    /// <param name="Body">All that it says.</param>
    /// <param name="IsAccepted">Whether the receiver takes it.</param>
    public sealed record Delivered(string Desk, string Id, string Body, bool IsAccepted) : Happening;

    /// <summary>A person begins an act.</summary>
    /// <param name="Act">The number of the act in the world.</param>
    /// <param name="By">Who.</param>
    /// <param name="Kind">The method's name without "Async", such as "Approve", "Claim" or "HandBack".</param>
    /// <param name="Conversation">The conversation.</param>
    /// <param name="CallId">The call to approve or refuse; null for others.</param>
    /// <param name="Text">The words, such as a reply, a note or a report; null for none.</param>
    public sealed record ActBegun(int Act, string By, string Kind, string Conversation, string? CallId, string? Text) : Happening;

    /// <summary>A person's act ends.</summary>
    /// <param name="Act">The act.</param>
    /// <param name="Error">The type of the exception; null if it was done.</param>
    /// <param name="Detail">What the exception says.</param>
    public sealed record ActEnded(int Act, string? Error, string? Detail) : Happening;

    /// <summary>A system calls back.</summary>
    /// <param name="Act">The number of the act in the world.</param>
    /// <param name="From">The system's desk.</param>
    /// <param name="Id">The callback's id.</param>
    /// <param name="Kind">The act, such as "Claim", "Reply" or "HandBack".</param>
    /// <param name="Ticket">The ticket.</param>
    /// <param name="Text">The words; null for none.</param>
    public sealed record CalledBack(int Act, string From, string Id, string Kind, string Ticket, string? Text) : Happening;

    /// <summary>The answer to a callback.</summary>
    /// <param name="Act">The act.</param>
    /// <param name="Refusal">The refusal; null if it was taken.</param>
    /// <param name="Error">The type of the exception; null for none.</param>
    public sealed record CallbackAnswered(int Act, string? Refusal, string? Error) : Happening;

    /// <summary>A shared value was changed.</summary>
    /// <param name="Update">The id of the update.</param>
    /// <param name="Scope">"conversation", "customer" or "team".</param>
    /// <param name="Owner">Whose value.</param>
    /// <param name="Key">The key.</param>
    /// <param name="Revision">The new revision.</param>
    /// <param name="Value">The new value.</param>
    public sealed record StateChanged(string Update, string Scope, string Owner, string Key, long Revision, JsonElement Value) : Happening;

    /// <summary>A process begins to serve.</summary>
    public sealed record ProcessStarted : Happening;

    /// <summary>A process is killed: nothing of it reaches the world any more.</summary>
    public sealed record ProcessKilled : Happening;

    /// <summary>A process is stopped as programs are for a deploy.</summary>
    public sealed record ProcessStopped : Happening;

    /// <summary>The wall clock of the world jumps.</summary>
    public sealed record ClockJumped(TimeSpan By) : Happening;

    /// <summary>The store fails an operation of a process.</summary>
    /// <param name="Operation">The method's name.</param>
    /// <param name="Kind">"before" (nothing was done), "after" (done, and the caller does not know), or "slow".</param>
    public sealed record StoreFailed(string Operation, string Kind) : Happening;

    /// <summary>From here on nothing fails any more, all processes live, and all that falls due is served until nothing is due.</summary>
    public sealed record Healed : Happening;

    /// <summary>The world ends.</summary>
    /// <param name="Wall">The wall clock.</param>
    public sealed record Ended(DateTimeOffset Wall) : Happening;
}

/// <summary>A message of a history as a provider gets it.</summary>
/// <param name="Role">"system", "user", "assistant" or "tool".</param>
/// <param name="Parts">Its parts, in order.</param>
public sealed record ProviderMessage(string Role, IReadOnlyList<ProviderPart> Parts);

/// <summary>A part of a message.</summary>
/// <param name="Kind">"text", "call", "result" or "private".</param>
/// <param name="Text">The text, the arguments as JSON (null if there are none), the result, or the private block's text.</param>
/// <param name="CallId">The id of a call or its result; otherwise null.</param>
/// <param name="Tool">The tool of a call; otherwise null.</param>
public sealed record ProviderPart(string Kind, string? Text, string? CallId = null, string? Tool = null);
