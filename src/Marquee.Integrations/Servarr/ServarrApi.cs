using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Marquee.Integrations.Servarr;

/// <summary>
/// One version of one server's API: its address, its key in the header, its answers as values. What may be done twice is tried
/// twice by the door outwards; a <c>POST</c> only when the server says that it did not look at it.
/// </summary>
sealed class ServarrApi
{
    /// <summary>Of a whole answer, or of one piece of a list; a film with all its names and pictures has some ten thousand.</summary>
    const int PieceBytes = 16 * 1024 * 1024;

    /// <summary>For an answer that is read whole, its turn and a second try included.</summary>
    static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(150);

    /// <summary>For the head of a list, and then for each piece of it.</summary>
    static readonly TimeSpan PieceTime = TimeSpan.FromSeconds(150);

    readonly HttpClient _http;
    readonly string _key;
    readonly Uri _root;

    public ServarrApi(HttpClient http, ServarrConnection connection, ServarrProgram program, string version, TimeProvider time)
    {
        (_http, _key, Time, Program, Version) = (http, connection.ApiKey, time, program, version);
        _root = new Uri(connection.Address, $"api/{version}/");
        Troubles = new Troubles(connection, program, time);
    }

    public ServarrProgram Program { get; }

    /// <summary><c>v3</c> or <c>v5</c>.</summary>
    public string Version { get; }

    public TimeProvider Time { get; }

    public Troubles Troubles { get; }

    /// <param name="path">Behind the version: <c>movie/12</c>.</param>
    public Task<ServarrAnswer<T>> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => Call(HttpMethod.Get, path, null, Read(type), ct);

    /// <summary>A list or an object as it is, for what is sent back with a few changes.</summary>
    public Task<ServarrAnswer<T>> GetNode<T>(string path, CancellationToken ct)
        where T : JsonNode => Call(HttpMethod.Get, path, null, Node<T>, ct);

    public Task<ServarrAnswer<JsonObject>> SendNode(HttpMethod method, string path, JsonObject body, CancellationToken ct) => Call(method, path, Body(body), Node<JsonObject>, ct);

    /// <summary>A list that is short enough to be held; one with a hole is not believed.</summary>
    public Task<ServarrAnswer<IReadOnlyList<T>>> List<T>(string path, JsonTypeInfo<IReadOnlyList<T>> type, CancellationToken ct)
        where T : class => Get(path, type, ct).Then(all => Task.FromResult(Whole(all, all)));

    public ServarrAnswer<T> Whole<T, TItem>(T value, IReadOnlyList<TItem?> items)
        where TItem : class => items.Contains(null) ? Troubles.Layout("$[]") : new Got<T>(value);

    public Task<ServarrAnswer<T>> Send<TBody, T>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => Call(method, path, Body(body, bodyType), Read(type), ct);

    /// <summary>For calls whose answer is of no interest: some versions say nothing, some repeat what was sent.</summary>
    public Task<ServarrAnswer<Done>> Tell<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken ct) =>
        Call(method, path, Body(body, bodyType), Nothing, ct);

    public Task<ServarrAnswer<Done>> TellNode(HttpMethod method, string path, JsonObject body, CancellationToken ct) => Call(method, path, Body(body), Nothing, ct);

    /// <summary>What is gone already is gone.</summary>
    public async Task<ServarrAnswer<Done>> Delete(string path, CancellationToken ct)
    {
        var answer = await Call(HttpMethod.Delete, path, null, Nothing, ct);
        return answer is NotGot<Done>(NotThere) ? new Got<Done>(default) : answer;
    }

    /// <summary>
    /// Walks a list while it comes in, so that a large one is never held. What was handed over before trouble came is a part:
    /// only <see cref="Got{T}"/> says that the list was whole.
    /// </summary>
    /// <param name="each">Its faults are the caller's and pass through; it may take its time.</param>
    /// <returns>How many there were.</returns>
    public async Task<ServarrAnswer<int>> Stream<T>(string path, JsonTypeInfo<T> type, Func<T, CancellationToken, ValueTask> each, CancellationToken ct)
        where T : class, IServarrItem
    {
        using var limit = new CancellationTokenSource(PieceTime, Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var opened = await Troubles.Caught(() => Open(HttpMethod.Get, path, null, both.Token), ct);
        if (opened is not Got<MeasuredStream>(var stream))
        {
            return opened.Map(_ => 0);
        }

        await using var closing = stream;
        await using var items = JsonSerializer.DeserializeAsyncEnumerable(stream, type, both.Token).GetAsyncEnumerator(both.Token);
        for (var count = 0; ; count++)
        {
            limit.CancelAfter(PieceTime);
            var more = await Troubles.Caught<bool>(async () => new Got<bool>(await items.MoveNextAsync()), ct);
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            switch (more)
            {
                case NotGot<bool>:
                    return Troubles.Page(stream) ?? more.Map(_ => count);
                case Got<bool>(false):
                    // "null" is walked like an empty list, and must not be taken for one.
                    return stream.First == '[' ? new Got<int>(count) : Troubles.Layout("$");
            }

            if (items.Current is not { IsWhole: true } item)
            {
                return Troubles.Layout(FormattableString.Invariant($"$[{count}]"));
            }

            stream.NextPiece();
            await each(item, ct);
        }
    }

    async Task<ServarrAnswer<T>> Call<T>(HttpMethod method, string path, HttpContent? body, Func<MeasuredStream, CancellationToken, Task<ServarrAnswer<T>>> read, CancellationToken ct)
    {
        using var sent = body;
        using var limit = new CancellationTokenSource(WholeTime, Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        return await Troubles.Caught(
            async () =>
            {
                var opened = await Open(method, path, body, both.Token);
                if (opened is not Got<MeasuredStream>(var stream))
                {
                    return ((NotGot<MeasuredStream>)opened).Why;
                }

                await using var closing = stream;
                var answer = await Troubles.Caught(() => read(stream, both.Token), both.Token);
                return Troubles.Page(stream) is { } page ? page : answer;
            },
            ct);
    }

    async Task<ServarrAnswer<MeasuredStream>> Open(HttpMethod method, string path, HttpContent? body, CancellationToken ct)
    {
        var asked = new Uri(_root, path);
        using var request = new HttpRequestMessage(method, asked) { Content = body };
        request.Headers.TryAddWithoutValidation("X-Api-Key", _key);
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var stream = new MeasuredStream(await answer.Content.ReadAsStreamAsync(ct), PieceBytes);
        try
        {
            if (await Troubles.Of(answer, asked, stream, ct) is { } why)
            {
                await stream.DisposeAsync();
                return why;
            }

            return new Got<MeasuredStream>(stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    static ByteArrayContent Body<T>(T body, JsonTypeInfo<T> type) => Body(JsonSerializer.SerializeToUtf8Bytes(body, type));

    static ByteArrayContent Body(JsonObject body) => Body(Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>With its length, which some servers in between want to know.</summary>
    static ByteArrayContent Body(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    Func<MeasuredStream, CancellationToken, Task<ServarrAnswer<T>>> Read<T>(JsonTypeInfo<T> type)
        where T : class => async (stream, ct) => await JsonSerializer.DeserializeAsync(stream, type, ct) is { } value ? new Got<T>(value) : Troubles.Layout("$");

    async Task<ServarrAnswer<T>> Node<T>(MeasuredStream stream, CancellationToken ct)
        where T : JsonNode
    {
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, ct);
        return SoundJson.Node(whole.GetBuffer().AsMemory(0, (int)whole.Length)) is T node ? new Got<T>(node) : Troubles.Layout("$");
    }

    /// <summary>Looks at the beginning all the same: a page with status 200 is no consent.</summary>
    static async Task<ServarrAnswer<Done>> Nothing(MeasuredStream stream, CancellationToken ct)
    {
        var buffer = new byte[1024];
        while (stream.First == 0 && await stream.ReadAsync(buffer, ct) > 0)
        {
        }

        return new Got<Done>(default);
    }
}
