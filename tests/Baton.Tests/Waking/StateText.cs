using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Baton.Tests.Waking;

/// <summary>An object with all its parts as text, so that two can be compared whatever their collections are.</summary>
internal static class StateText
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> PartsOfTypes = new();

    private static readonly ConcurrentDictionary<Type, bool> SetTypes = new();

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                return;
            case string or Enum or IFormattable or bool:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                return;
            case IDictionary pairs:
                text.AppendJoin(',', pairs.Keys.Cast<object>().Select(key => $"{Of(key)}={Of(pairs[key])}").Order(StringComparer.Ordinal));
                return;
            case IEnumerable items:
                if (IsSet(value))
                {
                    text.Append('[').AppendJoin(',', items.Cast<object?>().Select(Of).Order(StringComparer.Ordinal)).Append(']');
                    return;
                }

                text.Append('[');
                foreach (var item in items)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                return;
            default:
                break;
        }

        text.Append('{');
        foreach (var property in Parts(value.GetType()))
        {
            text.Append(property.Name).Append(':');
            Write(text, property.GetValue(value));
            text.Append(';');
        }

        text.Append('}');
    }

    private static PropertyInfo[] Parts(Type type) =>
        PartsOfTypes.GetOrAdd(
            type,
            static type =>
                [
                    .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                        .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")
                        .OrderBy(property => property.Name, StringComparer.Ordinal),
                ]
        );

    private static bool IsSet(object value) =>
        SetTypes.GetOrAdd(
            value.GetType(),
            static type => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlySet<>))
        );
}
