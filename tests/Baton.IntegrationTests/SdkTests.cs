namespace Baton.IntegrationTests;

public sealed class SdkTests
{
    [Fact]
    public void Every_project_targets_one_framework() => Assert.Equal(10, Environment.Version.Major);
}
