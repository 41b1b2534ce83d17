using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.TeamFiles.Yaml;

internal sealed record YamlPair(YamlScalar Key, YamlNode Value);
