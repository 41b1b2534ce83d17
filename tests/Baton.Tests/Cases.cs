using System.Runtime.CompilerServices;
using CsCheck;

namespace Baton.Tests;

/// <summary>How many random cases a property tries: all of them under <c>./test --long</c>, otherwise a fifth.</summary>
internal static class Cases
{
    /// <summary>Set by <c>./test --long</c>.</summary>
    private const string Variable = "BATON_TEST_LONG";

    private static readonly bool IsLong = Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>The number of cases for this run, of those that a long run tries.</summary>
    public static int Of(int all) => IsLong ? all : Math.Max(Math.Min(all, 10), all / 5);

    // Properties that name no number try 100 cases.
    [ModuleInitializer]
    internal static void SetDefault() => Check.Iter = Of(100);
}
