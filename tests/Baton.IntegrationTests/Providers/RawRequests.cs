using System.Text;
using Baton.Loopback;

namespace Baton.IntegrationTests.Providers;

/// <summary>Requests that no SDK would send: they prove that the loopback providers are strict.</summary>
internal static class RawRequests
{
    /// <summary>Posts a body as a client with a key would; answers with the status and the body.</summary>
    public static async Task<(int Status, string Body)> PostAsync(
        this LoopbackProvider provider,
        string path,
        string body,
        params (string Name, string Value)[] headers
    )
    {
        using var http = new HttpClient { BaseAddress = provider.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
