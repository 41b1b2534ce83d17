using Baton.Performing.Deliveries;
using Baton.Teams.Fallbacks;
using Baton.Texts.Routers;
using Baton.Texts.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton;

/// <summary>How a <see cref="TeamRuntime"/> works.</summary>
public sealed class RuntimeOptions
{
    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where operators read what the journal does not hold, such as a tool's exception. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// The container of the services that tools ask for (<see cref="Tool.Create(Delegate, ToolOptions)"/>). Each tool call has a scope of
    /// its own, which is disposed when the tool has ended. Default: none.
    /// </summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>
    /// How long a model or tool may run before the entries so far are written to disk beside it. Entries that nobody could see or
    /// depend on yet wait that long, so that quick steps share one write. Default: 2 milliseconds.
    /// </summary>
    public TimeSpan WriteBehind { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Counts the tokens of a text, for what an agent's context window holds. Default: <see cref="TokenEstimate"/>, which needs no
    /// vocabulary. Package Baton.Tokenizers counts exactly, as OpenAI's models do.
    /// </summary>
    public Func<string, int> CountTokens { get; init; } = TokenEstimate.Count;

    /// <summary>
    /// How several issues are worked on in conversations that begin; one keeps the strategy that it began with. Default: the team's.
    /// </summary>
    public IssueStrategy? Strategy { get; init; }

    /// <summary>
    /// Says what an exception of a chat client means, before the client's own classifier and the general one: null leaves it to them.
    /// Default: leaves all to them.
    /// </summary>
    public Func<Exception, ModelFailure?>? FailureClassifier { get; init; }

    /// <summary>
    /// The share of the calls in <see cref="CircuitWindow"/> that must fail before all conversations of the runtime stop calling a model of
    /// a provider, above 0 and up to 1. A call fails when its retries are used up, by transient and permanent failures. Refusals, faulty
    /// requests, histories that are too long and a provider that says when to come back do not count, because the provider is available.
    /// Where no other model and no other agent can answer, the model is called all the same. Default: 0.5.
    /// </summary>
    public double CircuitFailureRatio { get; init; } = 0.5;

    /// <summary>The least number of calls in <see cref="CircuitWindow"/>, at least 2. Default: 6.</summary>
    public int CircuitMinimumCalls { get; init; } = 6;

    /// <summary>How far back calls count, from 500 milliseconds to a day. Default: 30 seconds.</summary>
    public TimeSpan CircuitWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the model is not called at most, from 500 milliseconds to a day. The first break is an eighth of it, and each next one
    /// twice as long. After each, one call is let through: if it succeeds the circuit closes. Default: 10 seconds.
    /// </summary>
    public TimeSpan CircuitBreak { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Where the team's trained router is kept, when the team uses one (<see cref="Team.Triage"/>). Default: nowhere, and each process
    /// trains it at the first message that it is to read.
    /// </summary>
    public RouterCache? RouterCache { get; init; }

    /// <summary>
    /// Gives texts a vector, as further features of the team's router. It sees what everybody in the team may see, after the guards, and
    /// has the team's <see cref="TurnLimits.ModelTimeout"/>. Default: none, and the router works with words alone.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings { get; init; }

    /// <summary>
    /// How often <see cref="TeamRuntime.RunDueAsync"/> looks for due times that other processes wrote; this process's own it knows at once.
    /// Default: 1 second.
    /// </summary>
    public TimeSpan DueInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long other processes wait for one that works on a conversation and shows no sign of life, before one of them goes on with the
    /// work. A process shows one every third of it. Choose it longer than a process may stand still without being dead. A process of the
    /// same machine that has ended is known to be dead at once, on Linux. At least 100 milliseconds. Default: 5 seconds.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sends a message to a desk's webhook; <c>WebhookSender</c> of package Baton.Webhooks does so over HTTP. Default: null, and each
    /// attempt fails.
    /// </summary>
    public Func<WebhookMessage, CancellationToken, Task<DeliveryResult>>? SendWebhook { get; init; }

    /// <summary>
    /// Sends an e-mail to a desk; <c>SmtpSender</c> of package Baton.Email does so over SMTP. Default: null, and each attempt fails.
    /// </summary>
    public Func<EmailMessage, CancellationToken, Task<DeliveryResult>>? SendEmail { get; init; }

    /// <summary>
    /// About how many bytes of memory the conversations may take that nobody works on at the moment. Those used longest ago are dropped
    /// first, and read from the journal when their next message comes. Default: 50 MB.
    /// </summary>
    public long CachedBytes { get; init; } = 50_000_000;

    /// <summary>
    /// Numbers from 0 up to 1 for the jitter of retries. Only simulations replace it, so that a world runs the same each time. Default:
    /// random ones.
    /// </summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
