using System.Text.Json;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>The forms in which tools write a field and its value.</summary>
internal static class ResultForms
{
    /// <summary>Each form by its name, from the field's name and its value.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, string, string>> All = new Dictionary<
        string,
        Func<string, string, string>
    >
    {
        ["JSON"] = (name, value) => $$"""{"id":7,"{{name}}":"{{value}}","city":"Graz"}""",
        ["text before JSON"] = (name, value) => $$"""Found 1 customer: {"id":7,"{{name}}":"{{value}}","city":"Graz"}""",
        ["text after JSON"] = (name, value) => $$"""{"id":7,"{{name}}":"{{value}}","city":"Graz"} (1 row)""",
        ["fenced block"] = (name, value) => $"```json\n{{\n  \"id\": 7,\n  \"{name}\": \"{value}\"\n}}\n```",
        ["NDJSON"] = (name, value) => $"{{\"id\":6,\"{name}\":null}}\n{{\"id\":7,\"{name}\":\"{value}\"}}\n",
        ["trailing comma"] = (name, value) => $$"""{"id":7,"{{name}}":"{{value}}",}""",
        ["cut-off JSON"] = (name, value) => $$"""{"id":7,"city":"Graz","{{name}}":"{{value}}""",
        ["object cut off"] = (name, value) => $$"""{"id":7,"{{name}}":{"raw":"{{value}}","checked":tr""",
        ["JSON in cut-off JSON"] = (name, value) => $$"""{"body":"{\"id\":7,\"{{name}}\":\"{{value}}\",\"city\":\"Gr""",
        ["JSON with comments"] = (name, value) => $"{{\n  // as stored\n  \"{name}\": \"{value}\"\n}}",
        ["NaN in JSON"] = (name, value) => $$"""{"score":NaN,"{{name}}":"{{value}}"}""",
        ["pairs in JSON"] = (name, value) => $$"""[{"name":"city","value":"Graz"},{"name":"{{name}}","value":"{{value}}"}]""",
        ["pairs in NDJSON"] = (name, value) => $"{{\"name\":\"city\",\"value\":\"Graz\"}}\n{{\"name\":\"{name}\",\"value\":\"{value}\"}}",
        ["pair with its value first"] = (name, value) => $$"""{"value":"{{value}}","key":"{{name}}"}""",
        ["list of name and value"] = (name, value) => $$"""[["city","Graz"],["{{name}}","{{value}}"]]""",
        ["columns and rows"] = (name, value) => $$"""{"columns":["id","{{name}}"],"rows":[[7,"{{value}}"]]}""",
        ["text in JSON"] = (name, value) => $$"""{"output":"id: 7\n{{name}}: {{value}}\ncity: Graz"}""",
        ["XML element"] = (name, value) => $"<customer><id>7</id><{name}>{value}</{name}><city>Graz</city></customer>",
        ["XML with a prefix"] = (name, value) => $"<c:{name} xmlns:c=\"urn:c\">{value}</c:{name}>",
        ["XML attribute"] = (name, value) => $"<customer id=\"7\" {name}=\"{value}\" city=\"Graz\"/>",
        ["XML CDATA"] = (name, value) => $"<customer><{name}><![CDATA[{value}]]></{name}></customer>",
        ["XML named field"] = (name, value) => $"<field name=\"{name}\">{value}</field>",
        ["XML named value"] = (name, value) => $"<field name=\"{name}\" value=\"{value}\" />",
        ["property list"] = (name, value) => $"<dict><key>{name}</key><string>{value}</string></dict>",
        ["cut-off XML"] = (name, value) => $"<customer><{name}>{value}",
        ["HTML table"] = (name, value) => $"<table><tr><th>id</th><th>{name}</th></tr><tr><td>7</td><td>{value}</td></tr></table>",
        ["HTML row"] = (name, value) => $"<table><tr><th>{name}</th><td>{value}</td></tr></table>",
        ["HTML definition list"] = (name, value) => $"<dl><dt>id</dt><dd>7</dd><dt>{name}</dt><dd>{value}</dd></dl>",
        ["HTML label"] = (name, value) => $"<p><b>{name}:</b> {value}</p>",
        ["HTML input"] = (name, value) => $"<input type=\"text\" name=\"{name}\" value=\"{value}\">",
        ["YAML"] = (name, value) => $"id: 7\n{name}: {value}\ncity: Graz\n",
        ["YAML list"] = (name, value) => $"customers:\n  - id: 7\n    {name}: '{value}'\n",
        ["YAML block"] = (name, value) => $"id: 7\n{name}: |\n  {value}\ncity: Graz\n",
        ["YAML nested"] = (name, value) => $"{name}:\n  raw: {value}\n  checked: true\ncity: Graz\n",
        ["YAML flow"] = (name, value) => $"customer: {{id: 7, {name}: {value}, city: Graz}}",
        ["Markdown table"] = (name, value) => $"| id | {name} | city |\n|----|:---:|------|\n| 6 | | Linz |\n| 7 | {value} | Graz |\n",
        ["Markdown table of two columns"] = (name, value) => $"| Field | Value |\n|---|---|\n| id | 7 |\n| {name} | {value} |\n",
        ["Markdown list"] = (name, value) => $"- **id**: 7\n- **{name}**: {value}\n",
        ["Markdown heading"] = (name, value) => $"## {name}\n\n{value}\n",
        ["psql table"] = (name, value) => $" id | {name} \n----+-------\n 7 | {value} \n(1 row)",
        ["key=value"] = (name, value) => $"id=7 {name}={value}",
        ["key = value"] = (name, value) => $"id = 7\n{name} = {value}\n",
        ["logfmt"] = (name, value) => $"ts=2026-11-30 level=info {name}=\"{value}\" city=Graz",
        ["query string"] = (name, value) => $"https://crm.example/find?id=7&{name}={Uri.EscapeDataString(value)}&city=Graz",
        ["form body"] = (name, value) => $"id=7&{name}={value.Replace(' ', '+')}",
        ["HTTP header"] = (name, value) => $"HTTP/1.1 200 OK\r\nX-Id: 7\r\n{name}: {value}\r\n\r\n",
        ["CSV"] = (name, value) => $"id,{name},city\n6,,Linz\n7,{value},Graz\n",
        ["CSV with quotes"] = (name, value) => $"\"id\",\"city\",\"{name}\"\r\n\"7\",\"Graz, Austria\",\"{value}\"\r\n",
        ["CSV with semicolons"] = (name, value) => $"{name};id\n{value};7\n",
        ["CSV of two columns"] = (name, value) => $"id,7\n{name},{value}\n",
        ["TSV"] = (name, value) => $"id\t{name}\n7\t{value}\n",
        ["aligned columns"] = (name, value) => $"ID   {name}   CITY\n7    {value}    Graz\n",
        ["INI"] = (name, value) => $"[customer]\nid=7\n{name}={value}\n",
        ["TOML"] = (name, value) => $"[customer]\nid = 7\n{name} = \"\"\"\n{value}\"\"\"\n",
        ["single quotes"] = (name, value) => $"{{'id': 7, '{name}': '{value}'}}",
        ["unquoted keys"] = (name, value) => $"{{id: 7, {name}: \"{value}\"}}",
        ["Python repr"] = (name, value) => $"Customer(id=7, {name}='{value}', city=None)",
        ["Python tuples"] = (name, value) => $"[('id', 7), ('{name}', '{value}')]",
        ["Java toString"] = (name, value) => $"Customer{{id=7, {name}={value}, city=Graz}}",
        ["C# record"] = (name, value) => $"Customer {{ Id = 7, {name} = {value}, City = Graz }}",
        ["Ruby hash"] = (name, value) => $"{{:id=>7, :{name}=>\"{value}\"}}",
        ["PHP array"] = (name, value) => $"Array\n(\n    [id] => 7\n    [{name}] => {value}\n)\n",
        ["SQL"] = (name, value) => $"INSERT INTO customers (id, {name}) VALUES (7, '{value}')",
        ["log line"] = (name, value) => $"2026-11-30 12:00:01 INFO crm - loaded customer 7 [{name}: {value}]",
        ["label on a line of its own"] = (name, value) => $"{name}:\n{value}\n",
        ["path"] = (name, value) => $"GET /customers/7/{name}/{value.Replace(' ', '-')} 200",
    };

    /// <summary>How a field's name is written.</summary>
    public static readonly IReadOnlyList<Func<string, string>> Names =
    [
        name => name,
        name => name.ToUpperInvariant(),
        name => name.Replace('_', '-'),
        name => JsonNamingPolicy.CamelCase.ConvertName(string.Concat(name.Split('_').Select(Capital))),
        name => string.Concat(name.Split('_').Select(Capital)),
        name => string.Join(' ', name.Split('_').Select(Capital)),
        name => string.Concat(name.Select(letter => letter == '_' ? '_' : (char)(letter + 0xFEE0))),
    ];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
