using System.Net;
using System.Text.Json;
using Marquee.Integrations.Outbound;

namespace Marquee.Integrations.Servarr;

/// <summary>Tells what an answer that is none means, by its status, its beginning and what went wrong underneath.</summary>
sealed class Troubles(ServarrConnection connection, ServarrProgram program, TimeProvider time)
{
    const int ReadBytes = 64 * 1024;

    /// <summary>So both programs begin, with status 500, when one of the numbers in a list of many is gone.</summary>
    const string OneOfManyIsGone = "Expected query to return";

    (string, object) Host => ("host", connection.Host);

    (string, object) Name => ("program", program.ToString());

    public ServarrTrouble NotThere => new NotThere("servarr.notThere", Host);

    /// <param name="where">Of the value that is not as it should be: <c>$[3].qualityProfileId</c>.</param>
    public ServarrTrouble Layout(string where) => new NotUnderstood("servarr.layout", Host, Name, ("where", Exports.ShortText.Of(where, 100)));

    /// <param name="name">What it calls itself.</param>
    public ServarrTrouble OtherProgram(string name) => new NotThatProgram("servarr.otherProgram", Host, Name, ("name", name));

    /// <returns>Null unless a page came where data should be.</returns>
    public ServarrTrouble? Page(MeasuredStream stream) => stream.First == '<' ? NotApi : null;

    public ServarrTrouble NotApi => new NotThatProgram("servarr.notApi", Host, Name);

    /// <summary>What the world does wrong on the way, as a value.</summary>
    /// <param name="ct">The caller's: when it is used, the call ends with the exception.</param>
    public async Task<ServarrAnswer<T>> Caught<T>(Func<Task<ServarrAnswer<T>>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (OutboundFault fault)
        {
            return OnTheWay(fault);
        }
        catch (JsonException e)
        {
            return Layout(e.Path ?? "$");
        }
        catch (AnswerTooLarge e)
        {
            return new NotUnderstood("servarr.tooLarge", Host, ("most", e.MostBytes));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return new Unavailable(null, "servarr.cutOff", Host);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Unavailable(null, "servarr.slow", Host);
        }
    }

    ServarrTrouble OnTheWay(OutboundFault fault) => fault.Code switch
    {
        "outbound.resting" => new Unavailable(time.GetUtcNow() + ServarrLimits.All.Rest, fault.Code, fault.Values),
        "outbound.forbidden" or "outbound.scheme" => new NotAllowed(fault.Code, fault.Values),
        "outbound.stranger" or "outbound.circle" => new Moved(null, fault.Code, fault.Values),
        _ => new Unavailable(null, fault.Code, fault.Values),
    };

    /// <returns>Null when the answer is one.</returns>
    public async Task<ServarrTrouble?> Of(HttpResponseMessage answer, Uri asked, MeasuredStream body, CancellationToken ct)
    {
        if (answer.RequestMessage?.RequestUri is { } answered && answered != asked)
        {
            return Elsewhere(asked, answered);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml" ? NotApi : null;
        }

        if ((int)answer.StatusCode is >= 300 and < 400)
        {
            return Elsewhere(asked, answer.Headers.Location is { } location ? new Uri(asked, location) : null);
        }

        var objections = Objections.In(await Beginning(body, ct));
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Unauthorized("servarr.unauthorized", Host, Name),
            HttpStatusCode.InternalServerError when objections is [{ Message: var said }] && said.StartsWith(OneOfManyIsGone, StringComparison.Ordinal) => NotThere,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Ailing(answer, objections),
            _ when Page(body) is { } page => page,
            HttpStatusCode.NotFound => NotThere,
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity when objections is [var first, ..] =>
                new Refused(objections, "servarr.refused", Host, Name, ("message", first.Message)),
            _ => new NotThatProgram("servarr.status", Host, Name, ("status", (int)answer.StatusCode)),
        };
    }

    Unavailable Ailing(HttpResponseMessage answer, IReadOnlyList<Objection> said)
    {
        var asked = answer.Headers.RetryAfter;
        var notBefore = asked?.Date ?? (asked?.Delta is { } pause ? time.GetUtcNow() + pause : null);
        return said is [var first, ..]
            ? new Unavailable(notBefore, "servarr.ailingSaying", Host, Name, ("status", (int)answer.StatusCode), ("message", first.Message))
            : new Unavailable(notBefore, "servarr.ailing", Host, Name, ("status", (int)answer.StatusCode));
    }

    /// <summary>Behind a base path the family sends everything to it; the address to enter is what stands before our own path.</summary>
    Moved Elsewhere(Uri asked, Uri? answered)
    {
        var ours = asked.PathAndQuery[(connection.Address.AbsolutePath.Length - 1)..];
        var to = answered is not null && answered.PathAndQuery.EndsWith(ours, StringComparison.OrdinalIgnoreCase)
            ? new Uri(answered, answered.PathAndQuery[..^ours.Length] + "/")
            : null;
        return new Moved(to, to is null ? "servarr.movedSomewhere" : "servarr.moved", Host, ("target", (to ?? answered)?.GetLeftPart(UriPartial.Path) ?? "?"));
    }

    /// <summary>What cannot be read of an answer that is a refusal anyway, cannot be read.</summary>
    static async Task<ReadOnlyMemory<byte>> Beginning(MeasuredStream body, CancellationToken ct)
    {
        var buffer = new byte[ReadBytes];
        var length = 0;
        try
        {
            for (int read; length < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(length), ct)) > 0; length += read)
            {
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
        }

        return buffer.AsMemory(0, length);
    }
}
