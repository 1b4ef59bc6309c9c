using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>Titles with their ratings, counted by what best lists filter by.</summary>
sealed record TitleFileRows(RatingTable Ratings) : FileRows(ImdbFile.Basics, "catalog.title", "nnttnnnnnnn")
{
    readonly Dictionary<string, long> _unknownGenres = new(StringComparer.Ordinal);

    public Tally Tally { get; } = new();

    public IReadOnlyDictionary<string, long> UnknownGenres => _unknownGenres;

    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbTitle.Read(line, out var title) is { } reason)
        {
            return reason;
        }

        if (!Kept.Title(title.Id))
        {
            return null;
        }

        var kind = TitleKinds.Parse(title.Kind);
        var genres = Bits(title.Genres);
        var (tenths, votes) = Ratings.Find(title.Id);
        to.Add(title.Id);
        to.Add((long)kind);
        to.Add(title.Title);
        to.Add(title.Original.SequenceEqual(title.Title) ? default : title.Original);
        to.Add(title.Adult);
        to.AddNumber(title.Year);
        to.AddNumber(title.EndYear);
        to.AddNumber(title.Runtime);
        to.Add(genres);
        to.AddNumber(tenths);
        to.AddNumber(votes);
        to.EndRow(at);
        Tally.Add(kind, title.Year, genres, title.Adult, tenths, votes);
        return null;
    }

    public override FileRows Again() => new TitleFileRows(Ratings) { Kept = Kept };

    /// <summary>Takes back what <see cref="Take"/> counted for a row that was not stored.</summary>
    public void Uncount(ReadOnlySpan<long> cells) =>
        Tally.Remove((TitleKind)cells[1], RowBatch.Number(cells[5]), cells[8], cells[4] != 0, RowBatch.Number(cells[9]), RowBatch.Number(cells[10]));

    long Bits(ReadOnlySpan<byte> list)
    {
        var bits = 0L;
        foreach (var name in new CommaList(list))
        {
            var bit = Genres.BitOf(name);
            if (bit >= 0)
            {
                bits |= 1L << bit;
            }
            else if (_unknownGenres.Count < 1000)
            {
                var text = Encoding.UTF8.GetString(name);
                _unknownGenres[text] = _unknownGenres.GetValueOrDefault(text) + 1;
            }
        }

        return bits;
    }
}
