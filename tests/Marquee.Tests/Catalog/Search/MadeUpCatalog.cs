using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

/// <summary>A small catalog of our own, built into a real index file in a temporary folder.</summary>
internal sealed class MadeUpCatalog : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marquee-search-").FullName;
    private readonly TitleIndexBuilder _builder;
    private TitleIndex? _index;

    public MadeUpCatalog() => _builder = new TitleIndexBuilder(_folder);

    public string Path => System.IO.Path.Combine(_folder, "titles.index");

    public string Folder => _folder;

    public TitleIndex Index
    {
        get
        {
            if (_index is not null) return _index;
            _builder.Build(Path, progress: null, CancellationToken.None);
            return _index = TitleIndex.Open(Path);
        }
    }

    public MadeUpCatalog Add(long id, string name, int? year = null, int? votes = null, TitleKind kind = TitleKind.Movie, string original = "", bool adult = false)
    {
        _builder.AddTitle(id, kind, adult, year, votes, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(original));
        return this;
    }

    public MadeUpCatalog Aka(long id, string name)
    {
        _builder.AddName(id, Encoding.UTF8.GetBytes(name), NameKind.Aka);
        return this;
    }

    public MadeUpCatalog Episode(long id, long series, int season, int number, string name, int? votes = null)
    {
        _builder.AddEpisode(id, series, season, number);
        return Add(id, name, votes: votes, kind: TitleKind.TvEpisode);
    }

    public long[] Ids(string text, int limit = 10, params TitleKind[] kinds) =>
        [.. Index.Search(Query(text, limit, kinds), CancellationToken.None).Select(hit => hit.TitleId)];

    public long First(string text, params TitleKind[] kinds) => Ids(text, 10, kinds).FirstOrDefault();

    public long[] Suggested(string text, int limit = 10) =>
        [.. Index.Suggest(Query(text, limit), CancellationToken.None).Select(hit => hit.TitleId)];

    /// <summary>Builds the index and lets go of the file.</summary>
    public MadeUpCatalog Closed()
    {
        Index.Dispose();
        return this;
    }

    public void Dispose()
    {
        _index?.Dispose();
        _builder.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static SearchQuery Query(string text, int limit, params TitleKind[] kinds) =>
        new() { Text = text, Limit = limit, Kinds = kinds.Length == 0 ? null : kinds.ToHashSet() };
}
