using System.Reflection;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Tools;

/// <summary>A parameter of a tool's method that the runtime gives, so that no model ever sees or sets it.</summary>
internal static class GivenParameter
{
    /// <summary>Whether it is given, whatever the runtime.</summary>
    public static bool IsGiven(ParameterInfo parameter) => parameter.ParameterType == typeof(ToolCall);

    /// <summary>What it is given in a call.</summary>
    public static object? ValueOf(ParameterInfo parameter, AIFunctionArguments arguments) => ToolCall.Of(arguments);

    /// <summary>How a function that is made of a method takes it.</summary>
    public static AIFunctionFactoryOptions.ParameterBindingOptions Binding(ParameterInfo parameter) =>
        IsGiven(parameter) ? new() { ExcludeFromSchema = true, BindParameter = ValueOf } : default;
}
