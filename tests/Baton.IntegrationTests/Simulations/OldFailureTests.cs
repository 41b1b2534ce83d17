using Baton.Simulation.Worlds;

namespace Baton.IntegrationTests.Simulations;

/// <summary>Worlds that once broke a rule, made smaller. Each says which rule, and stays for ever.</summary>
public sealed class OldFailureTests
{
}
