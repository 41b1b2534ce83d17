using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Deliveries;

namespace Baton.Performing.Deliveries.Payloads;

/// <summary>
/// Writes what a webhook is sent: a type, when it happened, and what happened. Names are those of Baton and stand as they are; what anybody
/// wrote goes through the desk's mask. docs/deliveries.md shows each type.
/// </summary>
internal static class WebhookBody
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(TicketStory story)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Form))
        {
            writer.WriteStartObject();
            writer.WriteString(
                "type",
                story.Notice.Subject switch
                {
                    NoticeSubject.Opened => "ticket.opened",
                    NoticeSubject.CustomerWrote => "ticket.message",
                    NoticeSubject.ApprovalAsked => "approval.asked",
                    _ => "ticket.withdrawn",
                }
            );
            Time(writer, "timestamp", story.Notice.At);
            writer.WriteStartObject("data");
            Names(writer, story);
            switch (story.Notice.Subject)
            {
                case NoticeSubject.Opened:
                    Opened(writer, story);
                    break;
                case NoticeSubject.ApprovalAsked:
                    Asked(writer, story, story.Asked!);
                    break;
                case NoticeSubject.CustomerWrote:
                    Message(writer, story);
                    break;
                default:
                    writer.WriteString("how", story.Entry is TicketClosed ? "closed" : "passed_on");
                    break;
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }

    private static void Names(Utf8JsonWriter writer, TicketStory story)
    {
        if (story.Notice.Call is null)
            writer.WriteString("ticket", story.Notice.Ticket.Value);
        writer.WriteString("conversation", story.Conversation.Value);
        writer.WriteString("team", story.Team.Name);
        writer.WriteString("desk", story.Desk.Name);
    }

    private static void Opened(Utf8JsonWriter writer, TicketStory story)
    {
        var opened = story.Opened;
        if (opened.Priority is { } priority)
            Value(writer, "priority", priority, JournalJson.Default.IssuePriority);
        if (story.Escalated is { } escalated)
            Value(writer, "trigger", escalated.Trigger, JournalJson.Default.FailureCause);
        if (opened.FirstResponseDue is { } first)
            Time(writer, "first_response_due", first);
        if (opened.ResolutionDue is { } resolution)
            Time(writer, "resolution_due", resolution);
        if (story.Desk.LinkTo(opened.Ticket, story.Conversation) is { } link)
            writer.WriteString("link", link);
        writer.WriteNumber("issue_count", opened.Issues.Count);
        if (story.Desk.IsSystem || story.Desk.Clearance is not null)
            WhatItIsAbout(writer, story, opened);
        if (story.Desk.IsSystem && story.HandedOff is { } handed)
            WholeBriefing(writer, story, handed);
    }

    // Tools and agents are the team's own words; what a call is made with is the customer's.
    private static void Asked(Utf8JsonWriter writer, TicketStory story, ApprovalAsked asked)
    {
        writer.WriteString("call", asked.CallId.Value);
        writer.WriteString("tool", asked.Tool);
        writer.WriteString("participant", asked.Participant);
        if (story.Desk.LinkTo(story.Conversation) is { } link)
            writer.WriteString("link", link);
        if (story.Desk.Clearance is null)
            return;
        writer.WriteString("reason", story.Reader.Outside(asked.Reason));
        writer.WritePropertyName("arguments");
        writer.WriteRawValue(story.Arguments);
    }

    private static void WhatItIsAbout(Utf8JsonWriter writer, TicketStory story, TicketOpened opened)
    {
        writer.WriteString("reason", story.Reader.Outside(opened.Reason));
        writer.WriteStartArray("issues");
        foreach (var issue in opened.Issues.Select(story.State.Ledger.Find).OfType<Issue>())
        {
            writer.WriteStartObject();
            writer.WriteNumber("issue", issue.Id.Value);
            writer.WriteString("title", story.Reader.Text(issue.Title));
            if (issue.Category is { } category)
                writer.WriteString("category", story.Reader.Text(category));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WholeBriefing(Utf8JsonWriter writer, TicketStory story, HandedOff handed)
    {
        // A call's arguments are masked by its tool before all of it is masked by its words.
        var briefing = handed.Briefing.Task is { Tried: { } tried } task
            ? handed.Briefing with
            {
                Task = task with
                {
                    Tried =
                    [
                        .. tried.Select(step =>
                            step.Arguments is { } arguments
                                ? step with
                                {
                                    Arguments = story.Reader.Arguments(step.Tool ?? "", arguments),
                                }
                                : step
                        ),
                    ],
                },
            }
            : handed.Briefing;
        writer.WritePropertyName("briefing");
        writer.WriteRawValue(story.Reader.Outside(Written(briefing)));
        if (story.Draft is { } draft)
            writer.WriteString("draft", draft);
        writer.WriteStartArray("history");
        foreach (var said in story.Said(handed.Briefing.History.From, handed.Briefing.History.To))
        {
            writer.WriteStartObject();
            writer.WriteNumber("entry", said.Seq);
            writer.WriteString("by", said.Speaker);
            writer.WriteString("text", said.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Message(Utf8JsonWriter writer, TicketStory story)
    {
        writer.WriteString("message", ((MessageReceived)story.Entry).Message.Value);
        writer.WriteString("text", string.Join('\n', story.Said(story.Notice.Entry, story.Notice.Entry).Select(said => said.Text)));
    }

    private static string Written(Briefing briefing)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Form))
            JsonSerializer.Serialize(writer, briefing, JournalJson.Default.Briefing);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static void Value<T>(Utf8JsonWriter writer, string name, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, type);
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset moment) =>
        writer.WriteString(
            name,
            moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)
        );
}
