using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>
/// Chooses the titles of a subset in one quick pass over title.basics, and over title.ratings and title.episode where they
/// matter, before anything is built.
/// </summary>
sealed class SubsetSelection(ImportSources sources, CatalogSubset subset)
{
    readonly RatingTable _ratings = new();
    readonly NumberSet _titles = new();
    readonly NumberSet _episodes = new();
    readonly NumberSet _always = new();
    readonly NumberSet _seen = new();
    long _all;
    long _keptEpisodes;

    /// <summary>Kept.</summary>
    public long Titles => _titles.Count;

    public long AllTitles => _all;

    public KeptRows Kept => new(_titles, subset.EpisodePrincipals ? null : _episodes, id => _always.Contains(id) && !_seen.Contains(id));

    /// <param name="always">Titles that members have something of.</param>
    public async Task Choose(IEnumerable<long> always, CancellationToken ct)
    {
        foreach (var title in always)
        {
            _always.Add(title);
            _titles.Add(title);
        }

        if (subset.MinVotes > 0 && sources.Find(ImdbFile.Ratings) is { } ratings)
        {
            await Each(ratings, TakeRating, ct);
            _ratings.Sort();
        }

        await Each(sources.Basics, TakeTitle, ct);
        if (EpisodesFollow)
        {
            await Each(sources.Find(ImdbFile.Episodes)!, TakeEpisode, ct);
        }
    }

    /// <summary>Between 0 and 1, of the rows of a file. Files of titles follow the titles; the others are guessed from them.</summary>
    public double Share(ImdbFile file)
    {
        var titles = Part(_titles.Count, _all);
        var withPeople = subset.EpisodePrincipals ? titles : Part(_titles.Count - _keptEpisodes, _all);
        return file.Name switch
        {
            "title.ratings" => 1,
            "title.episode" => Part(_keptEpisodes, _episodes.Count),
            "title.principals" => withPeople,
            // Somebody stays who has one kept credit of the six that people have on average, if credits were shared out by chance.
            "name.basics" => 1 - Math.Pow(1 - Math.Max(withPeople, titles / 2), 6),
            _ => titles,
        };
    }

    static double Part(long of, long all) => all == 0 ? 1 : Math.Clamp(of / (double)all, 0, 1);

    /// <summary>Without title.episode nobody knows their series, and episodes are chosen like everything else.</summary>
    bool EpisodesFollow => subset.Wants(TitleKind.TvEpisode) && sources.Find(ImdbFile.Episodes) is not null;

    string? TakeRating(ReadOnlySpan<byte> line)
    {
        if (ImdbRating.Read(line, out var rating) is { } reason)
        {
            return reason;
        }

        _ratings.Add(rating.Title, rating.Tenths, rating.Votes);
        return null;
    }

    string? TakeTitle(ReadOnlySpan<byte> line)
    {
        if (ImdbTitle.Read(line, out var title) is { } reason)
        {
            return reason;
        }

        _all++;
        if (_always.Contains(title.Id))
        {
            _seen.Add(title.Id);
        }

        var kind = TitleKinds.Parse(title.Kind);
        if (kind == TitleKind.TvEpisode)
        {
            _episodes.Add(title.Id);
            if (EpisodesFollow)
            {
                return null;
            }
        }

        if (subset.Wants(kind) && (subset.MinVotes == 0 || _ratings.Find(title.Id).Votes >= subset.MinVotes))
        {
            _titles.Add(title.Id);
            _keptEpisodes += kind == TitleKind.TvEpisode ? 1 : 0;
        }

        return null;
    }

    string? TakeEpisode(ReadOnlySpan<byte> line)
    {
        if (ImdbEpisode.Read(line, out var episode) is { } reason)
        {
            return reason;
        }

        if (_titles.Contains(episode.Series))
        {
            _titles.Add(episode.Title);
            _keptEpisodes++;
        }

        return null;
    }

    delegate string? TakeText(ReadOnlySpan<byte> line);

    /// <summary>Lines that cannot be used are counted when they are loaded, not here.</summary>
    static async Task Each(ImdbSource source, TakeText take, CancellationToken ct)
    {
        using var nowhere = new Rejects(null);
        await foreach (var block in new FileParse(source, nowhere).Run((_, _) => { }, (line, _, _) => take(line), ct))
        {
            block.Dispose();
        }
    }
}
