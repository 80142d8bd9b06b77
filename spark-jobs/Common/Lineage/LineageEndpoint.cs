using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace Pipeline.Common.Lineage;

/// <summary>Posts events to a service that takes OpenLineage, such as Marquez.</summary>
internal sealed class LineageEndpoint(LineageSettings settings)
{
    public async Task PostAsync(string text, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address)
        {
            Content = new StringContent(text, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        if (settings.ApiKey is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
    }
}
