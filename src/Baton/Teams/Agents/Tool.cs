using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Arguments;
using Baton.Teams.Markers;
using Baton.Teams.Tools;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;

namespace Baton;

/// <summary>A function that an agent can call, with what the runtime needs to know to run it safely.</summary>
public sealed class Tool
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private CheckedSchema? schema;
    private AIFunction? offered;

    /// <summary>The names of the tools that Baton gives to agents by itself: no other tool may have one of them.</summary>
    public static IReadOnlyList<string> ReservedNames => TeamRules.OwnTools;

    /// <summary>
    /// Wraps a function that was made elsewhere, such as a tool of an MCP server. <see cref="Create(Delegate, ToolOptions)"/> makes a tool
    /// of a method. A <see cref="ToolCall"/> among its parameters is taken out of its schema.
    /// </summary>
    /// <param name="function">Name, description, schema and code.</param>
    /// <exception cref="ArgumentException">The function was made of a lambda without a name.</exception>
    public Tool(AIFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        Function = GivenFunction.Of(function, ContainerTypes.None);
    }

    // The function of a copy: it is complete as it is.
    private Tool(AIFunction function, Tool of)
    {
        Function = function;
        Effect = of.Effect;
        Needs = of.Needs;
        NeedsArgument = of.NeedsArgument;
        Approval = of.Approval;
        Timeout = of.Timeout;
        LongestResult = of.LongestResult;
        Sensitivity = of.Sensitivity;
    }

    private Tool(AIFunction function, ToolOptions options)
    {
        Function = function;
        Effect = options.Effect;
        Needs = options.Needs;
        NeedsArgument = options.NeedsArgument;
        Approval = options.Approval;
        Timeout = options.Timeout;
        LongestResult = options.LongestResult;
        Sensitivity = options.Sensitivity;
    }

    /// <summary>The function.</summary>
    public AIFunction Function { get; }

    /// <summary>The name that the model calls.</summary>
    public string Name => Function.Name;

    /// <summary>What the tool does to the world. It decides what happens after a crash. Default: <see cref="ToolEffect.Once"/>.</summary>
    public ToolEffect Effect { get; init; } = ToolEffect.Once;

    /// <summary>The permission that its caller needs. Default: none.</summary>
    public Permission? Needs { get; init; }

    /// <summary>
    /// The numeric argument that is compared with the bound of <see cref="Needs"/> and of its caller's permission. A team refuses a tool
    /// that has no such argument. Default: none, and a permission with a bound is not enough.
    /// </summary>
    public string? NeedsArgument { get; init; }

    /// <summary>
    /// Which of its calls wait for a person's approval. The rest of the reply waits too, including transfers. Default: none.
    /// </summary>
    public ApprovalRule? Approval { get; init; }

    /// <summary>How long a call may take. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>
    /// How many tokens of a result a model reads at once, at least 256. Of a longer one it reads the beginning, the facts and the end, and
    /// how to read on; the journal keeps all of it. Default: a quarter of the model's context window.
    /// </summary>
    public int? LongestResult { get; init; }

    /// <summary>
    /// How sensitive its results are. An agent with less clearance, even the caller, reads <c>[withheld: sensitive]</c> instead. If an
    /// agent with clearance repeats a result in its own words, only data of a recognised form is masked there. Default: <see
    /// cref="Clearance.Normal"/>.
    /// </summary>
    public Clearance Sensitivity { get; init; } = Clearance.Normal;

    /// <summary>The function as models are offered it.</summary>
    internal AIFunction Offered => offered ??= QuotedFunction.Of(Function);

    /// <summary>What its calls must look like.</summary>
    internal ArgumentSchema Schema
    {
        get
        {
            var version = Function.GetService(typeof(SchemaVersion));
            if (schema is not { } known || known.Version != version)
                schema = known = new CheckedSchema(version, new ArgumentSchema(Function.JsonSchema));
            return known.Schema;
        }
    }

    /// <summary>
    /// Makes a tool of a method. Models see and set only the parameters that are theirs. A <see cref="ToolCall"/> receives the call, a
    /// <see cref="CancellationToken"/> its cancellation, and services come from the container of <see cref="RuntimeOptions.Services"/>: an
    /// <see cref="IServiceProvider"/>, what has a <c>FromKeyedServices</c> attribute, and parameters of types that the container knows or
    /// that no model could write, such as interfaces. Each call has a scope of its own.
    /// </summary>
    /// <param name="method">The method. Its <c>Description</c> attributes are sent to the model.</param>
    /// <param name="options">Everything else about the tool.</param>
    /// <exception cref="ArgumentException">The method is a lambda, and the options have no name.</exception>
    public static Tool Create(Delegate method, ToolOptions options)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(options);
        var function = AIFunctionFactory.Create(
            method,
            new AIFunctionFactoryOptions
            {
                Name = options.Name,
                Description = options.Description,
                ConfigureParameterBinding = GivenParameter.Binding,
            }
        );
        return new Tool(GivenFunction.OfMethod(function), options);
    }

    /// <summary>The tool as it is beside a container, which gives the parameters that it knows; itself if it knows none.</summary>
    internal Tool Beside(ContainerTypes container)
    {
        var function = GivenFunction.Of(Function, container);
        return function == Function ? this : new Tool(function, of: this);
    }

    /// <summary>Makes a tool of a method, with the options that are most used as parameters.</summary>
    /// <param name="method">The method. Its <c>Description</c> attributes are sent to the model.</param>
    /// <param name="name">The name that the model calls. Default: the method's.</param>
    /// <param name="description">What it does. Default: the method's <c>Description</c>.</param>
    /// <param name="effect">What it does to the world.</param>
    /// <param name="timeout">How long a call may take. Default: 30 seconds.</param>
    /// <param name="needs">The permission that its caller needs. Default: none.</param>
    /// <param name="argument">The numeric argument that is compared with the permission's bounds. Default: none.</param>
    /// <exception cref="ArgumentException">The method is a lambda, and there is no name.</exception>
    public static Tool Create(
        Delegate method,
        string? name = null,
        string? description = null,
        ToolEffect effect = ToolEffect.Once,
        TimeSpan? timeout = null,
        Permission? needs = null,
        string? argument = null
    ) =>
        Create(
            method,
            new ToolOptions
            {
                Name = name,
                Description = description,
                Effect = effect,
                Timeout = timeout ?? DefaultTimeout,
                Needs = needs,
                NeedsArgument = argument,
            }
        );

    /// <summary>What is wrong with a tool's name, or null.</summary>
    public static string? CheckName(string name) => TeamRules.CheckToolName(name);

    /// <summary>Takes a function as a tool that may run once only.</summary>
    public static implicit operator Tool(AIFunction function) => new(function);

    /// <inheritdoc />
    public override string ToString() => Name;

    // Read and written by several turns at once, so it is one object.
    private sealed record CheckedSchema(object? Version, ArgumentSchema Schema);
}
