using System.Net;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Marquee.Integrations.Outbound;

/// <summary>The one door outwards of a source: only http and https, no redirects to other hosts, retry, breaker, budget, time limit.</summary>
sealed class OutboundHandler : DelegatingHandler
{
    const int MostRedirects = 5;
    readonly SourceLimits _limits;
    readonly ResiliencePipeline<HttpResponseMessage> _around;
    readonly ResiliencePipeline<HttpResponseMessage> _oneTry;
    readonly TokenBucketRateLimiter _budget;

    public OutboundHandler(SourceLimits limits, TimeProvider time, HttpMessageHandler inner) : base(inner)
    {
        _limits = limits;
        _around = SourcePipeline.Around(limits, time);
        _oneTry = SourcePipeline.OfOneTry(limits, time);
        _budget = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.Calls,
            TokensPerPeriod = limits.Calls,
            ReplenishmentPeriod = limits.Per,
            QueueLimit = int.MaxValue,
        });
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                RefuseOtherSchemes(request.RequestUri!);
                var answer = await _around.ExecuteAsync(static async (state, ct) => await state.Handler.Try(state.Request, ct), (Handler: this, Request: request), cancellationToken);
                if (Target(request, answer) is not { } target)
                {
                    return answer;
                }

                answer.Dispose();
                RefuseStranger(request.RequestUri!, target);
                if (redirects == MostRedirects)
                {
                    throw new OutboundFault("outbound.circle", ("host", host));
                }

                request.RequestUri = target;
            }
        }
        catch (BrokenCircuitException e)
        {
            throw new OutboundFault(e, "outbound.resting", ("host", host), ("count", (long)_limits.Rest.TotalSeconds));
        }
        catch (TimeoutRejectedException e)
        {
            throw new OutboundFault(e, "outbound.silent", ("host", host), ("seconds", _limits.Timeout.TotalSeconds));
        }
        catch (HttpRequestException e) when (OutboundFault.Within(e) is { } fault)
        {
            throw new OutboundFault(e, fault.Code, fault.Values);
        }
        catch (HttpRequestException e)
        {
            throw new OutboundFault(e, "outbound.unreachable", ("host", host), ("why", e.Message));
        }
    }

    async ValueTask<HttpResponseMessage> Try(HttpRequestMessage request, CancellationToken ct)
    {
        using var turn = await _budget.AcquireAsync(1, ct);
        return await _oneTry.ExecuteAsync(
            static async (state, token) => await state.Handler.Inner(state.Request, token), (Handler: this, Request: request), ct);
    }

    Task<HttpResponseMessage> Inner(HttpRequestMessage request, CancellationToken ct) => base.SendAsync(request, ct);

    static Uri? Target(HttpRequestMessage request, HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head) && answer.Headers.Location is { } location
            ? new Uri(request.RequestUri!, location)
            : null;

    static void RefuseOtherSchemes(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new OutboundFault("outbound.scheme", ("scheme", address.Scheme));
        }
    }

    /// <summary>The same host, from http to https but never back.</summary>
    static void RefuseStranger(Uri from, Uri to)
    {
        var secured = from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps && from.IsDefaultPort && to.IsDefaultPort;
        if (!from.Host.Equals(to.Host, StringComparison.OrdinalIgnoreCase) || (!secured && (from.Scheme != to.Scheme || from.Port != to.Port)))
        {
            throw new OutboundFault("outbound.stranger", ("host", from.Authority), ("target", $"{to.Scheme}://{to.Authority}"));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _budget.Dispose();
        base.Dispose(disposing);
    }
}
