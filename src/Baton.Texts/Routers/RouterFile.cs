using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Texts.Routers;

/// <summary>
/// The file format of a router: <c>BTNR</c>, the version, the length of the content and its SHA-256, then the content, all little-endian.
/// </summary>
internal static class RouterFile
{
    // Increase it with every change to what is learned or how it is written.
    private const int Version = 2;
    private const int HeaderSize = 4 + 4 + 8 + SHA256.HashSizeInBytes;
    private static readonly byte[] Magic = "BTNR"u8.ToArray();

    /// <summary>Writes a router.</summary>
    public static void Write(TextModel model, Stream stream)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
            model.Write(writer);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        Span<byte> header = stackalloc byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], bytes.Length);
        SHA256.HashData(bytes, header[16..]);
        stream.Write(header);
        stream.Write(bytes);
    }

    /// <summary>Reads a router; null unless this version wrote it and it is unchanged.</summary>
    public static TextModel? TryRead(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (
            stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header.StartsWith(Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(header[4..]) != Version
        )
            return null;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (
            bytes.Length != BinaryPrimitives.ReadInt64LittleEndian(header[8..])
            || !SHA256.HashData(bytes).AsSpan().SequenceEqual(header[16..])
        )
            return null;
        content.Position = 0;
        using var reader = new BinaryReader(content, Encoding.UTF8);
        return TextModel.Read(reader);
    }

    /// <summary>The key of the router that examples and options give.</summary>
    public static string Fingerprint(IEnumerable<RouterExample> examples, RouterOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"router {Version}");
        AddExamples(examples);
        AddExamples(options.Validation);
        Add(BitConverter.DoubleToInt64Bits(options.KeptInScope).ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var dialogue in options.Dialogues)
        {
            Add(dialogue.Candidates is null ? "all" : "some");
            AddAll(dialogue.Candidates ?? []);
            foreach (var message in dialogue.Messages)
                AddAll(message.Route is { } route ? [message.Text, route] : [message.Text]);
            Add("end");
        }

        var embedding =
            options.Embeddings?.GetService(typeof(Microsoft.Extensions.AI.EmbeddingGeneratorMetadata))
            as Microsoft.Extensions.AI.EmbeddingGeneratorMetadata;
        AddAll(
            options.Embeddings is null
                ? []
                : [embedding?.ProviderName ?? "", embedding?.DefaultModelId ?? "", embedding?.ProviderUri?.ToString() ?? ""]
        );
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void AddExamples(IEnumerable<RouterExample> all)
        {
            foreach (var example in all)
            {
                Add(example.Text);
                AddAll(example.Routes);
                Add(
                    example.WantsPerson switch
                    {
                        true => "person",
                        false => "no person",
                        null => "",
                    }
                );
            }

            Add("end of examples");
        }

        void AddAll(IReadOnlyCollection<string> texts)
        {
            Add(texts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach (var text in texts)
                Add(text);
        }

        // Each text is preceded by its length, so that different lists of texts never hash the same.
        void Add(string text)
        {
            Span<byte> length = stackalloc byte[4];
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
