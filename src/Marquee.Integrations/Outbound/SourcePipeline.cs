using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Marquee.Integrations.Outbound;

/// <summary>
/// From the outside in: retry, circuit breaker, and (within <see cref="OutboundHandler"/>) the rate budget and the time limit of
/// one try, so that waiting for the budget never counts against the time. Lives as long as the program: a breaker that is made
/// anew with every handler never opens.
/// </summary>
static class SourcePipeline
{
    public static ResiliencePipeline<HttpResponseMessage> Around(SourceLimits limits, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (limits.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = limits.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = limits.Pause,
                MaxDelay = limits.LongestPause,
                ShouldHandle = args => ValueTask.FromResult(WorthAnotherTry(args.Outcome, limits, time)),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } answer ? AskedPause(answer, time) : null),
                OnRetry = args =>
                {
                    args.Outcome.Result?.Dispose();
                    return default;
                },
            });
        }

        return builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            FailureRatio = 0.6,
            MinimumThroughput = limits.Failures,
            SamplingDuration = limits.Watched,
            BreakDuration = limits.Rest,
            ShouldHandle = args => ValueTask.FromResult(Failed(args.Outcome)),
        }).Build();
    }

    public static ResiliencePipeline<HttpResponseMessage> OfOneTry(SourceLimits limits, TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddTimeout(limits.Timeout).Build();

    static bool Failed(Outcome<HttpResponseMessage> outcome) =>
        (outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException && OutboundFault.Within(outcome.Exception) is null)
        || outcome.Result is { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError };

    static bool WorthAnotherTry(Outcome<HttpResponseMessage> outcome, SourceLimits limits, TimeProvider time)
    {
        if (!Failed(outcome) || (outcome.Result is { } answer && AskedPause(answer, time) > limits.LongestPause))
        {
            return false;
        }

        // What changes something is repeated only when the source says that it has not even looked at it.
        return outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests
            || outcome.Result?.RequestMessage?.Method is not { } method
            || method != HttpMethod.Post && method != HttpMethod.Patch;
    }

    static TimeSpan? AskedPause(HttpResponseMessage answer, TimeProvider time)
    {
        var asked = answer.Headers.RetryAfter;
        var pause = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return pause is { } wait ? TimeSpan.FromTicks(Math.Max(0, wait.Ticks)) : null;
    }
}
