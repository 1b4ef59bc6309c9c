using System.Text.Json.Nodes;

namespace Marquee.Integrations.Servarr;

/// <summary>The webhooks that a server sends, so that Marquee can set itself up. When one is saved, the server sends a test at once.</summary>
public sealed class ServarrWebhooks
{
    readonly ServarrApi _api;

    internal ServarrWebhooks(ServarrApi api) => _api = api;

    /// <summary>The newer API calls notifications connections.</summary>
    string Settings => _api.Version == "v5" ? "connection" : "notification";

    public async Task<ServarrAnswer<IReadOnlyList<WebhookThere>>> All(CancellationToken ct) =>
        (await _api.GetNode<JsonArray>(Settings, ct)).Map<IReadOnlyList<WebhookThere>>(all => [.. all.Select(WebhookShape.Read).OfType<WebhookThere>()]);

    /// <summary>Sets the webhook of that name, a new one when there is none; done twice it is still one.</summary>
    /// <returns>Trouble <see cref="Refused"/> when the server's test did not reach us, in its words.</returns>
    public Task<ServarrAnswer<WebhookThere>> Set(WebhookToSet webhook, CancellationToken ct) => _api.GetNode<JsonArray>(Settings, ct).Then(async all =>
    {
        var there = all.OfType<JsonObject>().FirstOrDefault(s => WebhookShape.Read(s) is { } found && found.Name.Equals(webhook.Name, StringComparison.OrdinalIgnoreCase));
        var wanted = WebhookShape.Write(webhook, _api.Program, there);
        var answer = there is null
            ? await _api.SendNode(HttpMethod.Post, Settings, wanted, ct)
            : await _api.SendNode(HttpMethod.Put, FormattableString.Invariant($"{Settings}/{WebhookShape.Read(there)!.Id}"), wanted, ct);
        return answer switch
        {
            Got<JsonObject>(var saved) => WebhookShape.Read(saved) is { } set ? new Got<WebhookThere>(set) : _api.Troubles.Layout("$.id"),
            _ => answer.Map<WebhookThere>(_ => null!),
        };
    });

    public Task<ServarrAnswer<Done>> Remove(int id, CancellationToken ct) => _api.Delete(FormattableString.Invariant($"{Settings}/{id}"), ct);
}
