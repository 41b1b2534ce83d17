using System.Reflection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Teams.Tools;

/// <summary>A parameter of a tool's method that the runtime gives, so that no model ever sees or sets it.</summary>
internal static class GivenParameter
{
    /// <summary>Whether it is given: the call, or what comes from the container.</summary>
    public static bool IsGiven(ParameterInfo parameter, ContainerTypes container) =>
        parameter.ParameterType == typeof(ToolCall)
        || (
            !IsFactorys(parameter)
            && (
                parameter.IsDefined(typeof(FromKeyedServicesAttribute))
                || container.Knows(parameter)
                || !JsonForm.Has(parameter.ParameterType)
            )
        );

    /// <summary>Whether nobody can give it: it comes from the container, and there is none, or it does not have it.</summary>
    public static bool IsMissing(ParameterInfo parameter, ContainerTypes container) =>
        parameter.ParameterType != typeof(ToolCall) && !parameter.HasDefaultValue && !container.MayHave(parameter);

    /// <summary>What it is given in a call.</summary>
    /// <exception cref="InvalidOperationException">The container does not have it.</exception>
    public static object? ValueOf(ParameterInfo parameter, AIFunctionArguments arguments)
    {
        if (parameter.ParameterType == typeof(ToolCall))
            return ToolCall.Of(arguments);
        var service = ContainerTypes.KeyOf(parameter) is { } key
            ? (arguments.Services as IKeyedServiceProvider)?.GetKeyedService(parameter.ParameterType, key)
            : arguments.Services?.GetService(parameter.ParameterType);
        if (service is null && !parameter.HasDefaultValue)
            throw new InvalidOperationException(
                $"There is no service of type {parameter.ParameterType} for the parameter '{parameter.Name}' of a tool."
            );
        return service ?? parameter.DefaultValue;
    }

    /// <summary>How a function that is made of a method takes it, before a container is known.</summary>
    public static AIFunctionFactoryOptions.ParameterBindingOptions Binding(ParameterInfo parameter) =>
        IsGiven(parameter, ContainerTypes.None) ? new() { ExcludeFromSchema = true, BindParameter = ValueOf } : default;

    // The factory of functions gives these by itself, and leaves them out of the schema.
    private static bool IsFactorys(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken)
        || parameter.ParameterType == typeof(IServiceProvider)
        || parameter.ParameterType == typeof(AIFunctionArguments);
}
