using Baton.Performing.Healths;
using Baton.Performing.Sessions;
using Baton.States.Views;
using Baton.Teams;
using Baton.Texts.Replies;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>One of an agent's models, called for one reply. All attempts at it share this value.</summary>
/// <param name="Member">The agent whose reply it is.</param>
/// <param name="Binding">The model.</param>
/// <param name="Session">The conversation or leg.</param>
/// <param name="Run">The turn's reader and deadline.</param>
/// <param name="Until">When the next model must get its chance.</param>
internal sealed record ModelCall(TeamMember Member, ModelBinding Binding, LegSession Session, TurnRun Run, DateTimeOffset Until)
{
    public string Agent => Member.Agent.Name;

    /// <summary>The same for telemetry.</summary>
    public CalledModel Called => new(Agent, Binding.Provider, Binding.Label);

    /// <summary>How many tokens the request may have. Less than the model's window after the provider found a request too long.</summary>
    public int Window { get; init; } = Binding.Window;

    /// <summary>Whether nobody else can answer if it fails: the agent's last model, and no other agent takes over.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether its replies have the client's own limit, whatever was cut off before.</summary>
    public bool HasOwnLimit { get; init; }

    /// <summary>Whether the journal already has <c>model_call_begun</c> for the next attempt.</summary>
    public bool IsBegun { get; set; }

    /// <summary>What of the last attempt's text was shown while it came; null if nobody read along.</summary>
    public ReplyStream? Stream { get; set; }

    /// <summary>What is sent, once the first attempt has written it. Retries send the same.</summary>
    public ModelRequest? Request { get; set; }
}

/// <summary>What a model is sent.</summary>
/// <param name="View">The messages.</param>
/// <param name="Options">The tools.</param>
internal sealed record ModelRequest(ModelView View, ChatOptions Options);
