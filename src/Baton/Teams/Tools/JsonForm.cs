using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Tools;

/// <summary>
/// Tells whether a schema can tell a model what to write for a type, and what is written can become such a value. Where not, as for an
/// interface or a class that is made of services, only a container can give it.
/// </summary>
internal static class JsonForm
{
    /// <summary>Whether a value of that type can be read from JSON.</summary>
    public static bool Has(Type type)
    {
        if (type == typeof(string) || type.IsPrimitive || type.IsEnum)
            return type != typeof(nint) && type != typeof(nuint);
        try
        {
            var form = AIJsonUtilities.DefaultOptions.GetTypeInfo(type);
            return form.Kind switch
            {
                JsonTypeInfoKind.None => IsRead(form),
                JsonTypeInfoKind.Object => IsMade(form) && IsTold(type),
                _ => form.ElementType is not { } item || item == type || Has(item),
            };
        }
        catch (Exception unusable) when (unusable is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    // Types that are never read from JSON, such as delegates, have a converter all the same, which throws when it is used.
    private static bool IsRead(JsonTypeInfo form)
    {
        try
        {
            JsonSerializer.Deserialize("{}", form);
            return true;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static bool IsMade(JsonTypeInfo form)
    {
        var type = form.Type;
        if (type.IsInterface || type.IsAbstract)
            return form.PolymorphismOptions is not null;
        if (form.CreateObject is not null)
            return true;
        var makers = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        var chosen =
            makers.FirstOrDefault(maker => maker.IsDefined(typeof(JsonConstructorAttribute)))
            ?? (makers.Count(maker => maker.IsPublic) == 1 ? makers.Single(maker => maker.IsPublic) : null);
        // What it is made of must be found in the JSON, under the name of a member.
        return chosen is not null
            && chosen
                .GetParameters()
                .All(parameter =>
                    form.Properties.Any(member =>
                        member.PropertyType == parameter.ParameterType
                        && member.AttributeProvider is MemberInfo { Name: var name }
                        && string.Equals(name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                    )
                );
    }

    private static bool IsTold(Type type) => AIJsonUtilities.CreateJsonSchema(type).ValueKind != JsonValueKind.Undefined;
}
