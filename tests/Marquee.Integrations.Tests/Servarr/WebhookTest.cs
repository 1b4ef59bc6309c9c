using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>The test that a server sends when a webhook is saved.</summary>
static class WebhookTest
{
    static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    /// <returns>Null when it arrived.</returns>
    public static async Task<Reply?> Send(JsonObject setting)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Field(setting, "url")) { Content = JsonContent.Create(new { eventType = "Test", instanceName = "Living room" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Field(setting, "username")}:{Field(setting, "password")}")));
        try
        {
            using var answer = await Http.SendAsync(request);
            return answer.IsSuccessStatusCode ? null : Failed($"{(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return Failed(e.Message);
        }
    }

    static Reply Failed(string why) => Replies.Invalid(("Url", $"Unable to send test message: {why}", ""));

    static string? Field(JsonObject setting, string name) =>
        setting["fields"]!.AsArray().OfType<JsonObject>().FirstOrDefault(f => f["name"]!.GetValue<string>() == name)?["value"]?.GetValue<string>();
}
