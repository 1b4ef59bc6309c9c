using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Marquee.App.Server;

/// <summary>Log lines for an operator: one line each, on standard error, so that standard output is left to results.</summary>
static class OperatorConsole
{
    public static ILoggingBuilder AddOperatorConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddConsoleFormatter<OperatorLines, ConsoleFormatterOptions>();
        logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        logging.Services.AddOptions<ConsoleLoggerOptions>().Configure<IOptions<ServerOptions>>((console, server) =>
            console.FormatterName = server.Value.Logs == LogFormat.Json ? JsonLines.FormatterName : OperatorLines.FormatterName);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Routing.EndpointMiddleware", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Warning);
        // What stops the start is said in one sentence by the program itself.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        return logging;
    }
}
