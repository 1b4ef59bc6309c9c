using System.Net;
using System.Net.Http.Headers;
using Marquee.Integrations.Outbound;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// Fetches IMDb's data sets, or what somebody serves in their layout. A file that has not changed is not sent again; one that
/// was cut off goes on where it stopped, in this process or a later one.
/// </summary>
public sealed class ImdbDatasetClient(OutboundClients clients, IOptions<ImdbOptions> options, TimeProvider time)
{
    /// <summary>So many tries in a row that bring nothing are enough.</summary>
    const int Fruitless = 4;

    readonly HttpClient _http = clients.For("imdb", new SourceLimits());

    ImdbOptions Options => options.Value;

    /// <summary>Where a file lies.</summary>
    public static string Path(string folder, ImdbFile file) => System.IO.Path.Combine(folder, file.Name + ".tsv.gz");

    /// <param name="file">Which one.</param>
    /// <param name="datasets">The folder of the web that has it; null for IMDb's, or what the settings name.</param>
    /// <param name="folder">Where it goes; what is there is replaced when the new one is whole.</param>
    /// <param name="known">The mark of the file that is there; null fetches it in any case.</param>
    /// <param name="mostBytes">How much may arrive, by the disk.</param>
    /// <param name="progress">Told about every megabyte.</param>
    /// <param name="ct">Stops; what has arrived is kept.</param>
    /// <exception cref="OutboundFault">It cannot be had, or what came is not that file. What was there stays.</exception>
    public async Task<DatasetAnswer> Fetch(
        ImdbFile file, Uri? datasets, string folder, DatasetMark? known, long mostBytes, Action<DatasetProgress> progress, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(Options.FileMinutes), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var want = new Wanted(file, Address(datasets, file), Path(folder, file), Math.Min(mostBytes, Options.FileMegabytes * 1_000_000L), progress);
            return await Fetch(want, known, both.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new OutboundFault(e, "outbound.late", ("file", file.Name + ".tsv.gz"), ("count", Options.FileMinutes));
        }
    }

    sealed record Wanted(ImdbFile File, Uri Address, string Target, long MostBytes, Action<DatasetProgress> Progress)
    {
        public string Name => File.Name + ".tsv.gz";
    }

    /// <summary>Where a file is asked for.</summary>
    public Uri Address(Uri? datasets, ImdbFile file)
    {
        var folder = datasets ?? Options.Datasets;
        return new Uri(folder.AbsolutePath.EndsWith('/') ? folder : new UriBuilder(folder) { Path = folder.AbsolutePath + "/" }.Uri, file.Name + ".tsv.gz");
    }

    async Task<DatasetAnswer> Fetch(Wanted want, DatasetMark? known, CancellationToken ct)
    {
        for (var fruitless = 0; ;)
        {
            var part = PartialDownload.Open(want.Target, want.Address);
            var before = part.Bytes;
            try
            {
                if (await Once(want, part, known, ct) is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception e) when (e is IOException or HttpRequestException or TimeoutException && !ct.IsCancellationRequested)
            {
                fruitless = part.Bytes > before ? 0 : fruitless + 1;
                if (fruitless >= Fruitless)
                {
                    throw new OutboundFault(e, "outbound.cutOff", ("file", want.Name), ("why", e.Message));
                }

                var pause = TimeSpan.FromSeconds(Math.Pow(2, fruitless) * (0.5 + Random.Shared.NextDouble()) / 2);
                await Task.Delay(pause, time, ct);
            }
        }
    }

    /// <returns>Null when what had arrived was of no use and is deleted: it begins anew.</returns>
    async Task<DatasetAnswer?> Once(Wanted want, PartialDownload part, DatasetMark? known, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, want.Address);
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (part.Bytes > 0)
        {
            part.AskForRest(request.Headers);
        }
        else if (known is not null)
        {
            AskForNews(request.Headers, known);
        }

        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.NotModified when part.Bytes == 0 && known is not null:
                return new DatasetUnchanged();
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new DatasetMissing();
            case HttpStatusCode.RequestedRangeNotSatisfiable when part.Bytes > 0:
                // All of it was here already, or the file became shorter.
                if (answer.Content.Headers.ContentRange?.Length == part.Bytes && part.Length == part.Bytes)
                {
                    break;
                }

                part.Delete();
                return null;
            case HttpStatusCode.PartialContent when part.Bytes > 0:
                if (!part.Continues(answer))
                {
                    part.Delete();
                    return null;
                }

                await Receive(want, part, answer, ct);
                break;
            case HttpStatusCode.OK:
                part.Begin(want.Address, answer);
                await Receive(want, part, answer, ct);
                break;
            default:
                throw new OutboundFault("outbound.status", ("host", want.Address.Host), ("status", (int)answer.StatusCode), ("file", want.Name));
        }

        return await Accept(want, part, ct);
    }

    static void AskForNews(HttpRequestHeaders headers, DatasetMark known)
    {
        if (known.Tag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
        {
            headers.IfNoneMatch.Add(parsed);
        }

        headers.IfModifiedSince = known.Modified;
    }

    /// <summary>Adds what the answer brings to what is there.</summary>
    async Task Receive(Wanted want, PartialDownload part, HttpResponseMessage answer, CancellationToken ct)
    {
        if (part.Length > want.MostBytes)
        {
            part.Delete();
            throw TooLarge(want);
        }

        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var to = new FileStream(part.Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await using var from = await answer.Content.ReadAsStreamAsync(ct);
        var (buffer, told) = (new byte[1 << 17], -1L);
        while (true)
        {
            // At least two bytes at the beginning, to tell a gzip file from a page that says sorry.
            var length = await Read(to.Position == 0 ? 2 : 1);
            if (length == 0)
            {
                break;
            }

            if (to.Position == 0 && !DatasetFile.IsGzip(buffer.AsSpan(0, length)))
            {
                await to.DisposeAsync();
                part.Delete();
                throw new OutboundFault("outbound.notGzip", ("host", want.Address.Host), ("file", want.Name), ("type", answer.Content.Headers.ContentType?.MediaType ?? "?"));
            }

            if (to.Position + length > want.MostBytes)
            {
                await to.DisposeAsync();
                part.Delete();
                throw TooLarge(want);
            }

            await to.WriteAsync(buffer.AsMemory(0, length), ct);
            if (to.Position >> 20 != told)
            {
                told = to.Position >> 20;
                want.Progress(new DatasetProgress(want.File, to.Position, part.Length));
            }
        }

        if (part.Length is { } all && to.Position < all)
        {
            throw new IOException($"{to.Position} of {all} bytes arrived.");
        }

        async ValueTask<int> Read(int least)
        {
            quiet.CancelAfter(TimeSpan.FromSeconds(Options.StallSeconds));
            try
            {
                return await from.ReadAtLeastAsync(buffer, least, throwOnEndOfStream: false, quiet.Token);
            }
            catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException($"nothing arrived for {Options.StallSeconds} seconds.", e);
            }
        }
    }

    static OutboundFault TooLarge(Wanted want) => new("outbound.tooLarge", ("file", want.Name), ("most", want.MostBytes));

    /// <summary>Looks at what has arrived; only a whole file of the right kind takes its place.</summary>
    static async Task<DatasetAnswer> Accept(Wanted want, PartialDownload part, CancellationToken ct)
    {
        try
        {
            var (sha256, rows) = await DatasetFile.Look(part.Path, want.File, ct);
            var fetched = new DatasetFetched(part.Mark, sha256, part.Bytes, rows);
            part.Finish(want.Target);
            return fetched;
        }
        catch (OutboundFault)
        {
            part.Delete();
            throw;
        }
    }
}
