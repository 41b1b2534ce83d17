using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.TeamFiles.Yaml;

internal enum YamlKind
{
    Text,
    Number,
    Truth,
    Nothing,
}
