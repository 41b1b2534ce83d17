namespace Baton.Teams.Tools;

/// <summary>Checks that tools get the services that they ask for, before the first customer finds out.</summary>
internal static class ServiceRules
{
    public static IEnumerable<string> Check(IReadOnlyList<Agent> agents, ContainerTypes container) =>
        from agent in agents
        from tool in agent.Tools
        from parameter in GivenFunction.Missing(tool.Beside(container).Function, container)
        select $"Agent '{agent.Name}', tool '{tool.Name}': no schema can tell a model what to write for the parameter "
            + $"'{parameter.Name}' of type {parameter.ParameterType}, and there is no such service. Register it in the container of "
            + "RuntimeOptions.Services, or give the parameter a default value.";
}
