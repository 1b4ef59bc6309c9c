using System.Text.Json;
using Jint;
using Jint.Native;

namespace Marquee.Sync.Scripts;

/// <summary>
/// One function of a design document. It runs in an interpreter that knows the language and nothing of this program, with limits
/// for time, memory and depth, and gets and gives JSON text only. For one request and one thread.
/// </summary>
sealed class DesignScript
{
    /// <summary>Of one call.</summary>
    static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(2);

    const long MostBytes = 64_000_000;

    const int DeepestCall = 200;

    /// <summary>What CouchDB gives such functions to call, and the ways in which they are called.</summary>
    const string Around = """
        var rows = [];
        function emit(key, value) { rows.push([key, value]); }
        function log() {}
        function isArray(value) { return Array.isArray(value); }
        function toJSON(value) { return JSON.stringify(value); }
        function sum(values) { return values.reduce(function (a, b) { return a + b; }, 0); }
        function passes(doc, request) { return !!design(JSON.parse(doc), JSON.parse(request)); }
        function mapped(doc) { rows = []; design(JSON.parse(doc)); return JSON.stringify(rows); }
        function verdict(doc, before, user) {
          try { design(JSON.parse(doc), before ? JSON.parse(before) : null, JSON.parse(user), { admins: {}, members: {} }); return '{}'; }
          catch (e) { if (e && (e.forbidden || e.unauthorized)) return JSON.stringify(e); throw e; }
        }
        """;

    readonly Engine _engine;

    /// <exception cref="ProtocolRefusal">It is no function.</exception>
    public DesignScript(string source, CancellationToken ct)
    {
        _engine = new Engine(options => options.TimeoutInterval(LongestCall).LimitMemory(MostBytes).LimitRecursion(DeepestCall).CancellationToken(ct));
        Guarded(() => _engine.Execute(Around).Execute($"var design = (\n{source.Trim().TrimEnd(';')}\n);"));
    }

    /// <summary>As a filter: <c>function (doc, req)</c>.</summary>
    public bool Passes(string document, string request) => Call("passes", document, request).AsBoolean();

    /// <summary>As a map: <c>function (doc) { emit(key, value); }</c>.</summary>
    public IReadOnlyList<(JsonElement Key, JsonElement Value)> Map(string document)
    {
        using var rows = JsonDocument.Parse(Call("mapped", document).AsString());
        return [.. rows.RootElement.EnumerateArray().Select(row => (row[0].Clone(), row[1].Clone()))];
    }

    /// <summary>As a validation: <c>function (newDoc, oldDoc, userCtx, secObj)</c>, which throws what it forbids.</summary>
    /// <returns>Null when it lets the document pass.</returns>
    public ProtocolRefusal? Verdict(string document, string? before, string user)
    {
        using var thrown = JsonDocument.Parse(Call("verdict", document, before, user).AsString());
        return thrown.RootElement.TryGetProperty("forbidden", out var forbidden) ? new ProtocolRefusal(403, "forbidden", forbidden.ToString())
            : thrown.RootElement.TryGetProperty("unauthorized", out var unauthorized) ? new ProtocolRefusal(401, "unauthorized", unauthorized.ToString())
            : null;
    }

    JsValue Call(string function, params string?[] texts)
    {
        JsValue[] arguments = [.. texts.Select(text => text is null ? JsValue.Null : new JsString(text))];
        return Guarded(() => _engine.Invoke(function, arguments));
    }

    static T Guarded<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (e is JintException or Acornima.ParseErrorException or TimeoutException or InsufficientExecutionStackException)
        {
            throw new ProtocolRefusal(400, "compilation_error", $"The function of the design document failed: {e.Message}");
        }
    }
}
