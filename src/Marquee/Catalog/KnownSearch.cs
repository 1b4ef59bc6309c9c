using Dapper;
using Marquee.Catalog.Search;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// Searches the titles that only members' files or earlier catalogs know. They are few, so they get a small index of their own,
/// made anew when they or the catalog have changed: they are found as every other title is.
/// </summary>
public sealed class KnownSearch(Database database, DataFolder folder, KnownTitles known) : IDisposable
{
    readonly SemaphoreSlim _one = new(1, 1);
    (int Generation, long Count, long Latest, int Changes) _state = (-1, 0, 0, 0);
    TitleIndex? _index;

    internal async Task<IReadOnlyList<SearchHit>> Search(SearchQuery query, int generation, bool whileTyping, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await Refresh(generation, ct);
            return _index is null ? [] : whileTyping ? _index.Suggest(query, ct) : _index.Search(query, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    async Task Refresh(int generation, CancellationToken ct)
    {
        await using var connection = await database.Read(generation, ct);
        var there = await connection.QueryFirstAsync<State>(new CommandDefinition(
            "select count(*) as count, coalesce(max(learned_at), 0) as latest from known.title", cancellationToken: ct));
        var state = (generation, there.Count, there.Latest, known.Changes);
        if (state == _state)
        {
            return;
        }

        var titles = there.Count == 0 ? [] : await KnownTitles.NotInCatalog(connection, ct);
        _index?.Dispose();
        _index = titles.Count == 0 ? null : Build(titles, ct);
        _state = state;
    }

    TitleIndex Build(IReadOnlyList<TitleFacts> titles, CancellationToken ct)
    {
        var place = Directory.CreateDirectory(folder.At("catalog", "known-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var file = SearchIndexes.File(place);
            using (var builder = new TitleIndexBuilder(place))
            {
                foreach (var title in titles)
                {
                    builder.AddTitle(title.Id.Number, title.Kind, title.Adult, title.Year, title.Votes, Utf8(title.Title), Utf8(title.Original ?? ""));
                    if (title.Series is { } series)
                    {
                        builder.AddEpisode(title.Id.Number, series.Id.Number, series.Season, series.Episode);
                    }
                }

                builder.Build(file, null, ct);
            }

            return TitleIndex.Open(file);
        }
        finally
        {
            // The open index goes on reading what no longer has a name.
            Directory.Delete(place, recursive: true);
        }
    }

    static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public void Dispose()
    {
        _index?.Dispose();
        _one.Dispose();
    }

    sealed record State
    {
        public long Count { get; init; }

        public long Latest { get; init; }
    }
}
