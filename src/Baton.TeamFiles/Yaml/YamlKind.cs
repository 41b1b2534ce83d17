namespace Baton.TeamFiles.Yaml;

internal enum YamlKind
{
    Text,
    Number,
    Truth,
    Nothing,
}
