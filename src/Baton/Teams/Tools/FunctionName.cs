using Microsoft.Extensions.AI;

namespace Baton.Teams.Tools;

/// <summary>
/// Names tools after their methods. The compiler gives local functions and lambdas names that no model should read, such as
/// <c>&lt;Main&gt;g__FindCharge|0_0</c>.
/// </summary>
internal static class FunctionName
{
    private const string Async = "Async";

    // Between them stands the name that the source gives a local function.
    private const string BeforeLocal = ">g__";
    private const char AfterLocal = '|';
    private const string AfterKind = "__";

    /// <summary>The function's own name, unless that is what the compiler called a local function.</summary>
    /// <exception cref="ArgumentException">It has the compiler's name of a lambda.</exception>
    public static string Of(AIFunction function)
    {
        if (function.UnderlyingMethod is not { } method || !IsCompilers(function.Name, method.Name))
            return function.Name;
        var begin = method.Name.IndexOf(BeforeLocal, StringComparison.Ordinal);
        if (begin < 0)
            throw new ArgumentException(
                "A lambda has no name that a model could call: give the tool one, as in Tool.Create(method, \"find_charge\").",
                nameof(function)
            );
        begin += BeforeLocal.Length;
        var name = method.Name[begin..method.Name.IndexOf(AfterLocal, begin)];
        return name.Length > Async.Length && name.EndsWith(Async, StringComparison.Ordinal) && IsAwaited(method.ReturnType)
            ? name[..^Async.Length]
            : name;
    }

    // The factory replaces what models do not take in a name, leaves out what kind of method it is, and leaves the other letters.
    private static bool IsCompilers(string name, string method)
    {
        if (method.IndexOf('>') is var end && end < 0)
            return false;
        var letters = Letters(name);
        var kind = method.IndexOf(AfterKind, end, StringComparison.Ordinal);
        string[] whole = [method, kind < 0 ? method : method[..end] + method[kind..]];
        return whole.Any(made => letters == Letters(made) || letters == Letters(made.Replace(Async, "", StringComparison.Ordinal)));
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));

    private static bool IsAwaited(Type returned) =>
        returned == typeof(Task)
        || returned == typeof(ValueTask)
        || (
            returned.IsGenericType
            && returned.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(IAsyncEnumerable<>))
        );
}
