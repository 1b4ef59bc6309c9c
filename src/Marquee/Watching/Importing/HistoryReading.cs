using System.Globalization;
using System.Text;
using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Archive;
using Marquee.Integrations.Exports;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>How a file is to be read; all of it may be left open.</summary>
/// <param name="Mapping">What the columns of a table of one's own mean; null to guess.</param>
/// <param name="Profile">Whose rows to take, of a file that holds several people's.</param>
/// <param name="Arrived">Where the file came from: <c>page</c>, <c>inbox</c> or, of a public list, <c>web</c>.</param>
public sealed record ReadingChoices(ColumnMapping? Mapping = null, string? Profile = null, string Arrived = "page");

/// <summary>
/// Reads a file into an import that waits for its member's yes: every row with the title it is taken for. Then
/// <see cref="ImportClassification"/> says what each would change; nothing is applied.
/// </summary>
sealed class HistoryReading(Database database, ImportStore store, MatchAnswers answers, RowMatching matching, ImportCorrections corrections, TimeProvider time)
{
    const int RowsAtOnce = 2000;

    /// <summary>Of a file, for people.</summary>
    const int LongestName = 120;

    public HistoryReading(Database database, ImportStore store, Matcher matcher, Titles titles, MergedTitles merged, TimeProvider time)
        : this(database, store, new MatchAnswers(database), new RowMatching(matcher, merged, titles), new ImportCorrections(database, titles), time)
    {
    }

    public RowMatching Matching => matching;

    public MatchAnswers Answers => answers;

    /// <exception cref="Refusal">The file is no export, or holds several people's and nobody said whose; the sentence says what it is.</exception>
    public async Task<long> Read(Viewer viewer, Stream file, string fileName, ReadingChoices choices, CancellationToken ct) =>
        await ExportReader.Read(file, fileName, ct, choices.Mapping) switch
        {
            UnreadableExport unreadable => throw new Refusal(unreadable.Why.Code, unreadable.Why.Values),
            ExportFile read => await Read(viewer, read, ShortName(fileName), choices, ct),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    /// <inheritdoc cref="Read(Viewer, Stream, string, ReadingChoices, CancellationToken)"/>
    /// <param name="name">What the member will recognise it by.</param>
    public async Task<long> Read(Viewer viewer, ExportFile export, string name, ReadingChoices choices, CancellationToken ct)
    {
        var rows = OfProfile(export, choices.Profile);
        var id = await database.Write(Store.House, writing => store.Add(writing, Stored(viewer, export, ShortText.Of(name, LongestName), choices)), ct);
        try
        {
            var count = await AddRows(viewer, id, export.Source, rows, ct);
            if (export.Source == ArchiveFile.Key)
            {
                await ImportSteps.JudgeBeside(database, id, viewer.Member, count, ct);
            }
            else
            {
                await corrections.Follow(id, viewer.Member, ct);
            }

            await database.Write(Store.House, async writing =>
            {
                await ImportSteps.Judge(writing, id, viewer.Member);
                await ImportStore.Count(writing, id, count);
            }, ct);
            return id;
        }
        catch
        {
            await store.Remove(id, CancellationToken.None);
            throw;
        }
    }

    static IEnumerable<ExportRow> OfProfile(ExportFile export, string? profile)
    {
        if (profile is not null)
        {
            return export.Rows.Where(row => row.Profile is null || string.Equals(row.Profile, profile, StringComparison.OrdinalIgnoreCase));
        }

        var profiles = export.Rows.Select(row => row.Profile).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(10).ToList();
        return profiles.Count < 2 ? export.Rows : throw new Refusal("watching.import.whichProfile", ("profiles", string.Join(", ", profiles)));
    }

    StoredImport Stored(Viewer viewer, ExportFile export, string name, ReadingChoices choices) => new()
    {
        Member = viewer.Member,
        Source = export.Source,
        Layout = export.Layout,
        FileName = name,
        Header = export.Parts is [var only] ? JsonSerializer.Serialize(only.Header) : JsonSerializer.Serialize(export.Parts.ToDictionary(p => p.Name, p => p.Header)),
        Remarks = RowMatch.Tell([.. export.Remarks.Concat(export.Parts.SelectMany(p => p.Remarks)).Select(Say)]),
        Guessed = export.Parts.SelectMany(p => p.Columns).ToList() is { Count: > 0 } guessed ? JsonSerializer.Serialize(guessed, JsonSerializerOptions.Web) : null,
        Arrived = choices.Arrived,
        CreatedAt = time.GetUtcNow().ToUnixTimeSeconds(),
    };

    async Task<int> AddRows(Viewer viewer, long import, string source, IEnumerable<ExportRow> rows, CancellationToken ct)
    {
        var (said, before) = (await answers.Of(viewer.Member, ct), source == ArchiveFile.Key ? new Dictionary<string, RowMatch>() : await EarlierRows.Of(database, viewer.Member, ct));
        var (number, seen, archive) = (0, new HashSet<TitleId>(), source == ArchiveFile.Key);
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var matched = await matching.Match(viewer, source, chunk, said, before, ct);
            // Cells are for the rejects: a title that was not named before may still be one, but its id and name will find it.
            await store.AddRows(import, [.. matched.Select(row => Stored(row, ++number, !archive && (row.Match.Title is not { } title || !seen.Add(title)), archive))], ct);
        }

        return number;
    }

    static NewImportRow Stored(MatchedRow matched, int number, bool doubtful, bool archive)
    {
        var (row, match, facts) = (matched.Row, matched.Match, matched.Facts);
        var says = row.Problem is null ? RowSaying.Of(row) : RowSays.Nothing;
        var beside = says == RowSays.Beside;
        var what = row.Problem is not null ? ImportClass.Unreadable
            : says == RowSays.Nothing || match.Declined ? ImportClass.LeftOut
            : match.Title is null && !beside ? ImportClass.Unmatched
            : ImportClass.New;
        var watched = says.HasFlag(RowSays.Watch);
        var reason = row.Problem ?? row.Remark;
        return new NewImportRow
        {
            number = number,
            part = Cut(row.Part, 300) ?? "",
            line = row.Line,
            @class = (int)what,
            title = match.Title?.Number,
            name = Cut(row.Name, 500),
            original = Cut(row.Original, 500),
            year = row.Year ?? facts?.Year,
            kind = (int)Kind(row, facts),
            runtime = row.Runtime,
            genres = Genres.Of(row.Genres).Bits,
            rating = row.Rating,
            rated_at = Instants.Seconds(row.RatedAt) ?? Instants.Noon(row.RatedOn),
            listed = says.HasFlag(RowSays.Watchlist),
            added_at = Instants.Seconds(row.AddedAt) ?? Instants.Noon(row.AddedOn),
            note = says.HasFlag(RowSays.Note) ? Notes.Clean(row.Note) : row.Note,
            reason = StoredText.Write(reason is { } note ? Say(note) : says == RowSays.Nothing ? new Text(row.Kind == ExportKind.Season ? "watching.import.season" : "watching.import.saysNothing") : null),
            cells = doubtful || beside || reason is not null || what != ImportClass.New ? JsonSerializer.Serialize(row.Cells) : null,
            said = (int)says,
            watched_at = watched ? Instants.Seconds(row.WatchedAt) ?? Instants.Noon(row.WatchedOn) : null,
            plays = watched ? row.Plays : null,
            device = Cut(row.Device, Watches.LongestDevice),
            list = Cut(row.List, TitleLists.LongestName),
            list_position = row.Position,
            season = row.Season,
            episode = row.Episode,
            episode_name = Cut(row.EpisodeName, 500),
            // An archive says in rows of their own what titles are.
            lacking = match.Title is not null && (archive ? beside && facts is null : facts is not { Known: false }),
            certainty = match.Certainty,
            evidence = match.Evidence.Count == 0 ? null : match.ToldEvidence,
            candidates = match.ToldCandidates,
            // What was found of a series by its name is found anew when the member says which series that is.
            question = what == ImportClass.Unmatched || (what == ImportClass.New && matched.Question is { SeriesKey: not null, Asked: { Imdb: null, SeriesImdb: null } }) ? matched.Question.Told : null,
            own_key = matched.Question.OwnKey,
            name_key = matched.Question.NameKey,
            series_key = matched.Question.SeriesKey,
            origin = row.Origin,
            priority = row.Priority,
        };
    }

    static TitleKind Kind(ExportRow row, TitleFacts? facts) => facts?.Kind
        ?? (row.ImdbKind is { } kind ? TitleKinds.Parse(kind) : row.Kind switch
        {
            ExportKind.Film => TitleKind.Movie,
            ExportKind.Series or ExportKind.Season => TitleKind.TvSeries,
            ExportKind.Episode => TitleKind.TvEpisode,
            _ => TitleKind.Other,
        });

    static Text Say(ExportRemark remark) => new(remark.Code, remark.Values);

    /// <summary>Only for people to recognise their file by; it never becomes a path.</summary>
    static string ShortName(string fileName)
    {
        // Marks that turn the direction of text around are of the category of formats, half a character becomes U+FFFD.
        var name = string.Concat(fileName.Split('/', '\\')[^1].EnumerateRunes().Where(c => !Rune.IsControl(c) && Rune.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();
        return name.Length == 0 ? "export" : ShortText.Of(name, LongestName);
    }

    static string? Cut(string? text, int most) => text is null ? null : ShortText.Of(text, most);
}
