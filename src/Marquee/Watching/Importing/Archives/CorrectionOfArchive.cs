using System.Text.Json;
using Marquee.Integrations.Archive;
using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>What the member of the archive said was about another title.</summary>
/// <param name="displaced">What the member here had said the other way round, once this has taken its place.</param>
sealed class CorrectionOfArchive(ArchiveCorrection correction, IReadOnlyList<ArchiveCorrection> displaced) : IArchiveEntry
{
    const string About = "what = @What and coalesce(at, -1) = coalesce(cast(@at as bigint), -1)";

    const string Same = "member = @member and title = @title and into_title = @into and coalesce(value, -1) = coalesce(cast(@Rating as integer), -1) and " + About;

    const string Opposite = "member = @member and title = @into and into_title = @title and " + About;

    public async Task<ArchiveStanding> Standing(Writing writing, long import, long member) =>
        await Row(writing, member) is not { } row || await writing.First<long>($"select count(*) from house.correction where {Same}", row) > 0 ? ArchiveStanding.There
        : await writing.First<long>($"select count(*) from house.correction where {Opposite}", row) > 0 ? ArchiveStanding.Otherwise
        : ArchiveStanding.Lacking;

    /// <summary>The row then also says what it took the place of, which comes back when it is taken back.</summary>
    public async Task<string?> Do(Writing writing, long import, long member, long now)
    {
        var gone = await writing.Query<Gone>($"select value, made_at as MadeAt from house.correction where {Opposite} order by id", (await Row(writing, member))!);
        await Add(writing, member, correction, now);
        return gone.Count == 0 ? null : JsonSerializer.Serialize<string[]>(["corrections", Written(correction), .. gone.Select(one => Written(correction with
        {
            Title = correction.Into,
            Into = correction.Title,
            Rating = one.Value,
            MadeAt = DateTimeOffset.FromUnixTimeSeconds(one.MadeAt),
        }))]);
    }

    public async Task<bool> TakeBack(Writing writing, long import, long member)
    {
        if (await Row(writing, member) is not { } row || await writing.Execute($"delete from house.correction where {Same}", row) == 0)
        {
            return false;
        }

        foreach (var said in displaced)
        {
            await Add(writing, member, said, said.MadeAt!.Value.ToUnixTimeSeconds());
        }

        return true;
    }

    static async Task Add(Writing writing, long member, ArchiveCorrection said, long now) => await CorrectionStore.Add(
        writing, member, (await ArchiveBeside.Current(writing, said.Title))!.Value, (await ArchiveBeside.Current(writing, said.Into))!.Value,
        said.What, said.At, said.Rating, Instants.Seconds(said.MadeAt) ?? now);

    static string Written(ArchiveCorrection said) => JsonSerializer.Serialize(said, ArchiveJson.Entries.ArchiveCorrection);

    /// <returns>Null when it is about a title that is another house's own.</returns>
    async Task<object?> Row(Writing writing, long member) =>
        await ArchiveBeside.Current(writing, correction.Title) is { } title && await ArchiveBeside.Current(writing, correction.Into) is { } into
            ? new { member, title = title.Number, into = into.Number, correction.What, at = Instants.Seconds(correction.At), correction.Rating }
            : null;

    sealed record Gone
    {
        public int? Value { get; init; }

        public long MadeAt { get; init; }
    }
}
