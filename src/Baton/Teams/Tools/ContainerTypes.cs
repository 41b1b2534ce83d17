using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Teams.Tools;

/// <summary>What a container can give, so far as it says so.</summary>
internal sealed class ContainerTypes
{
    /// <summary>There is no container.</summary>
    public static readonly ContainerTypes None = new(null);

    private readonly IServiceProvider? services;
    private readonly IServiceProviderIsService? types;
    private readonly IServiceProviderIsKeyedService? keyedTypes;

    private ContainerTypes(IServiceProvider? services)
    {
        this.services = services;
        types = services?.GetService(typeof(IServiceProviderIsService)) as IServiceProviderIsService;
        keyedTypes = services?.GetService(typeof(IServiceProviderIsKeyedService)) as IServiceProviderIsKeyedService;
    }

    /// <summary>What that container can give.</summary>
    public static ContainerTypes Of(IServiceProvider? services) => services is null ? None : new(services);

    /// <summary>Whether the container says that it can give that parameter.</summary>
    public bool Knows(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsValueType || type == typeof(string))
            return false;
        return KeyOf(parameter) is { } key ? keyedTypes?.IsKeyedService(type, key) == true : Knows(type);
    }

    /// <summary>Whether the container can give a type; containers that do not say may.</summary>
    public bool MayHave(ParameterInfo parameter) =>
        services is not null
        && (
            parameter.ParameterType == typeof(IServiceProvider)
            || (KeyOf(parameter) is null ? types : keyedTypes) is null
            || Knows(parameter)
        );

    /// <summary>Whether the container can give that type; containers that do not say may.</summary>
    public bool MayHave(Type type) => services is not null && (types is null || Knows(type));

    /// <summary>The key under which a parameter is asked for; null for none.</summary>
    public static object? KeyOf(ParameterInfo parameter) => parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;

    // A container gives a list of anything, empty if it must. Only one of services is meant.
    private bool Knows(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? type.GenericTypeArguments[0] is { IsValueType: false } item && item != typeof(string) && Knows(item)
            : types?.IsService(type) == true;
}
