using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Marquee.Benchmarks;

/// <summary>A server in a process of its own on a free port of this machine; stopped when disposed.</summary>
sealed class StartedProgram : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    readonly Process _process;
    bool _ended;

    StartedProgram(Process process, Uri address, TimeSpan ready) => (_process, Address, Ready, Work) = (process, address, ready, process.TotalProcessorTime);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first 200 of /health/ready.</summary>
    public TimeSpan Ready { get; }

    /// <summary>The processor time of that; other programs on the machine do not lengthen it.</summary>
    public TimeSpan Work { get; }

    /// <param name="program">A .dll.</param>
    /// <param name="arguments">For a port of this machine.</param>
    /// <param name="environment">Further variables; null for none.</param>
    public static async Task<StartedProgram> Start(string program, Func<int, string[]> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [program, .. arguments(port)]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var began = TimeProvider.System.GetTimestamp();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = address };
        while (!await IsReady(http))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new InvalidOperationException($"{program} did not become ready");
            }

            await Task.Delay(Between);
        }

        return new StartedProgram(process, address, TimeProvider.System.GetElapsedTime(began));
    }

    /// <summary>Processor time of the process so far, user and system.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>In MiB: VmRSS, RssAnon.</summary>
    public double Memory(string name) => File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal)) is { } line
        ? long.Parse(line.AsSpan(name.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1024.0
        : 0;

    static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An orderly end: after any other the next start checks the house first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
