namespace Baton.TeamFiles.Yaml;

internal sealed record YamlPair(YamlScalar Key, YamlNode Value);
