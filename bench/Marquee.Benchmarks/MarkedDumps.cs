using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Marquee.Benchmarks;

/// <summary>
/// IMDb's files of made-up titles, served over HTTP. Every title's name and votes carry the number of the round they were written
/// in, so that an answer says which files it is made of.
/// </summary>
sealed class MarkedDumps(string folder, int titles) : IAsyncDisposable
{
    WebApplication? _web;

    public async Task<Uri> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true });
        await _web.StartAsync();
        return new Uri(_web.Urls.First() + "/");
    }

    /// <summary>What a title is called in every round; not taken for a year.</summary>
    public static string Name(int title) => $"Lantern n{title:D7}";

    public static int RoundOfName(string name) => int.Parse(name.AsSpan(name.LastIndexOf('k') + 1), System.Globalization.CultureInfo.InvariantCulture);

    public static int RoundOfVotes(int votes) => votes % 100;

    public void Write(int round, bool ratingsOnly)
    {
        if (!ratingsOnly)
        {
            Zip(round, "title.basics", "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres",
                i => $"tt{i:D7}\tmovie\t{Name(i)} mark{round}\t{Name(i)} mark{round}\t0\t{1950 + (i % 70)}\t\\N\t90\tDrama");
        }

        // All equally famous, so that the name alone decides which comes first.
        Zip(round, "title.ratings", "tconst\taverageRating\tnumVotes", i => $"tt{i:D7}\t7.{i % 10}\t{50_000 + round}");
    }

    /// <summary>Each round is written an hour after the one before: the file server's ETag tells files of one second apart by their length alone.</summary>
    void Zip(int round, string name, string header, Func<int, string> row)
    {
        var part = Path.Combine(folder, name + ".part");
        using (var writer = new StreamWriter(new GZipStream(File.Create(part), CompressionLevel.Fastest), new UTF8Encoding(false)) { NewLine = "\n" })
        {
            writer.WriteLine(header);
            for (var i = 1; i <= titles; i++)
            {
                writer.WriteLine(row(i));
            }
        }

        File.SetLastWriteTimeUtc(part, DateTime.UnixEpoch.AddDays(20_000).AddHours(round));
        File.Move(part, Path.Combine(folder, name + ".tsv.gz"), overwrite: true);
    }

    public ValueTask DisposeAsync() => _web?.DisposeAsync() ?? ValueTask.CompletedTask;
}
