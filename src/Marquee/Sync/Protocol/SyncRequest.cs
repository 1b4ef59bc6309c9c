using System.Globalization;
using System.Text.Json;
using Marquee.Access;
using Marquee.Sync.Bound;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Sync.Protocol;

/// <summary>A request in CouchDB's manner. As an endpoint's parameter it is filled from the request.</summary>
sealed class SyncRequest(HttpContext context)
{
    static readonly JsonDocumentOptions Json = new() { MaxDepth = 256 };

    public HttpContext Context { get; } = context;

    public CancellationToken Cancellation { get; } = context.RequestAborted;

    /// <summary>The database's name as the address says it.</summary>
    public string Database => Segment(1);

    public static ValueTask<SyncRequest?> BindAsync(HttpContext context) => ValueTask.FromResult<SyncRequest?>(new SyncRequest(context));

    /// <summary>
    /// A part of the address, counted from 0, as it was sent: the framework's own parts cannot tell a slash inside of one from a
    /// percent sign that stands for itself.
    /// </summary>
    public string Segment(int at) => Segments() is var parts && at < parts.Length ? Uri.UnescapeDataString(parts[at]) : "";

    /// <summary>The rest of the address from that part on, with its slashes.</summary>
    public string Rest(int from) => string.Join('/', Segments().Skip(from).Select(Uri.UnescapeDataString));

    string[] Segments()
    {
        var target = Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        // A proxy may send the whole address.
        var path = target.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? target[target.IndexOf('/', scheme + 3)..] : target;
        return path.TrimStart('/').Split('/');
    }

    public string? Text(string name) => Context.Request.Query.TryGetValue(name, out var values) && values is [{ } value, ..] ? value : null;

    public bool Is(string name, bool otherwise = false) => Text(name) switch { "true" => true, "false" => false, null => otherwise, var other => throw Wrong(name, other) };

    /// <exception cref="ProtocolRefusal">It is no whole number, or below 0.</exception>
    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(name, text);

    /// <returns>Null when the address does not say it.</returns>
    /// <exception cref="ProtocolRefusal">It is no JSON.</exception>
    public JsonElement? Value(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(name) is { } text)
            {
                return Parse(text);
            }
        }

        return null;
    }

    /// <summary>The database of the address, which is not deleted before the request is answered.</summary>
    /// <exception cref="ProtocolRefusal">There is none for who asks, or this may not be done with it.</exception>
    public Task<SyncDatabase> Open(DatabaseUse use)
    {
        Context.Response.RegisterForDispose(Context.RequestServices.GetRequiredService<DatabaseUses>().Begin(Database));
        return Look(use);
    }

    /// <summary>The database of the address, for who may be sent home when it is deleted.</summary>
    /// <inheritdoc cref="Open"/>
    public async Task<SyncDatabase> Look(DatabaseUse use) =>
        await Context.RequestServices.GetRequiredService<DatabaseRights>().Open(SignedIn.Of(Context)!, Database, use, Cancellation) ?? throw ProtocolRefusal.NoDatabase();

    /// <exception cref="ProtocolRefusal">It is no JSON.</exception>
    public async Task<JsonElement> Body()
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(Context.Request.Body, Json, Cancellation);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw ProtocolRefusal.BadRequest("invalid UTF-8 JSON");
        }
    }

    /// <exception cref="ProtocolRefusal">It is no JSON object.</exception>
    public async Task<JsonElement> ObjectBody() =>
        await Body() is { ValueKind: JsonValueKind.Object } body ? body : throw ProtocolRefusal.BadRequest("Request body must be a JSON object");

    static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw ProtocolRefusal.BadRequest("invalid UTF-8 JSON");
        }
    }

    static ProtocolRefusal Wrong(string name, string value) => new(400, "query_parse_error", $"Invalid value for {name}: {value}");
}
