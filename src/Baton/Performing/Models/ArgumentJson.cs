using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>
/// The JSON form of the arguments in a model's calls. Providers send JSON; a client in the same program may send lists, which a program
/// that was compiled without reflection can write too.
/// </summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(JsonObject[]))]
internal sealed partial class ArgumentJson : JsonSerializerContext
{
    private static readonly JsonSerializerOptions Form = WithLists();

    /// <summary>How a value of this type is written.</summary>
    public static JsonTypeInfo Of(Type type) => Form.GetTypeInfo(type);

    private static JsonSerializerOptions WithLists()
    {
        var form = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions);
        form.TypeInfoResolverChain.Add(new ArgumentJson());
        form.MakeReadOnly();
        return form;
    }
}
