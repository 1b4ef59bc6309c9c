using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Metering;

public static class MeteringRegistration
{
    /// <summary>Buckets of whatever answers a person: a millisecond to ten seconds.</summary>
    public static readonly IReadOnlyList<double> Answers = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    /// <summary>What the framework measures anyway and what the process takes; capabilities add what they measure.</summary>
    public static IServiceCollection AddMetering(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<Meters>();
        services.AddSingleton<IReadings, ProcessReadings>();
        services.AddSingleton(new MeasuredFamily("Microsoft.AspNetCore.Hosting", "http.server.request.duration", "marquee_http_request_duration_seconds", FamilyKind.Histogram,
            "Requests by route template, method and status, with how long they took; the stream of job events lasts as long as its reader.")
        {
            Labels = [("http.route", "route"), ("http.request.method", "method"), ("http.response.status_code", "status")],
            Bounds = Answers,
        });
        services.AddSource();
        return services;
    }

    /// <summary>Every HTTP client of the program measures itself under this name, so a new outside system needs nothing of its own.</summary>
    static void AddSource(this IServiceCollection services)
    {
        services.AddSingleton<SourceStates>();
        services.AddSingleton(new MeasuredFamily(SourceStates.Meter, SourceStates.Instrument, "marquee_source_request_duration_seconds", FamilyKind.Histogram,
            "Calls to outside systems by host and status, or by what went wrong before there was one.")
        {
            Labels = [("server.address", "host"), ("http.response.status_code", "status"), ("error.type", "error")],
            Bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
            MostSeries = 200,
        });
    }
}
