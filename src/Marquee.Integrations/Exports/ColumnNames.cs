namespace Marquee.Integrations.Exports;

/// <summary>What people call their columns, in some languages, as <see cref="CsvHeader.Fold"/> writes it.</summary>
static class ColumnNames
{
    static readonly Dictionary<string, ColumnMeaning> Known = new Dictionary<ColumnMeaning, string>
    {
        [ColumnMeaning.Name] = "title name titel film movie movietitle filmtitle filmtitel movienames moviename titre titulo titolo tytul nom nombre show series serie serien seriesname showtitle",
        [ColumnMeaning.Original] = "originaltitle originaltitel originalname titreoriginal titulooriginal",
        [ColumnMeaning.Year] = "year jahr annee ano anno rok releaseyear filmyear movieyear erscheinungsjahr produktionsjahr released",
        [ColumnMeaning.Imdb] = "imdb imdbid imdburl imdblink imdbconst const imdbnummer",
        [ColumnMeaning.Tmdb] = "tmdb tmdbid themoviedb themoviedbid moviedbid tmdbnummer",
        [ColumnMeaning.Tvdb] = "tvdb tvdbid thetvdbid",
        [ColumnMeaning.Kind] = "type kind mediatype titletype typ art format",
        [ColumnMeaning.Season] = "season seasonnumber staffel saison temporada stagione s",
        [ColumnMeaning.Episode] = "episode episodenumber folge episodio episodenummer ep e",
        [ColumnMeaning.EpisodeName] = "episodetitle episodename folgentitel episodentitel",
        [ColumnMeaning.Rating] = "rating myrating yourrating ratings score myscore stars star sterne bewertung meinebewertung wertung punkte calificacion puntuacion voto valutazione nota userrating ownrating personalrating",
        [ColumnMeaning.RatedOn] = "daterated ratedon ratedat ratingdate bewertetam ratedate",
        [ColumnMeaning.Watched] = "watched seen gesehen viewed vu visto done completed",
        [ColumnMeaning.WatchedOn] = "date watcheddate watchedon watchedat datewatched seenon datewatch dateseen seendate lastwatched lastwatchedat viewdate datum gesehenam datumgesehen fecha data vule viewingdate completedon enddate",
        [ColumnMeaning.Watchlist] = "watchlist merkliste towatch wishlist plantowatch",
        [ColumnMeaning.AddedOn] = "added addedon addedat dateadded created createdat hinzugefugt hinzugefugtam",
        [ColumnMeaning.Liked] = "liked like favorite favourite favorit loved heart",
        [ColumnMeaning.List] = "list lists listname liste category tag sammlung collection",
        [ColumnMeaning.Note] = "note notes comment comments review notiz notizen kommentar description bemerkung memo remarks",
    }.SelectMany(m => m.Value.Split(' ').Select(name => (name, m.Key))).ToDictionary(m => m.name, m => m.Key, StringComparer.Ordinal);

    /// <summary>A number behind the name is a scale: "Rating10".</summary>
    public static ColumnMeaning Of(string header)
    {
        var folded = CsvHeader.Fold(header);
        var scale = folded.EndsWith("100", StringComparison.Ordinal) ? 3 : folded.EndsWith("10", StringComparison.Ordinal) ? 2 : folded.EndsWith('5') ? 1 : 0;
        return Known.GetValueOrDefault(folded[..^scale]);
    }

    /// <summary>How many columns of a header have a name that says what they are.</summary>
    public static int Count(CsvHeader header) => header.Names.Count(name => Of(name) != ColumnMeaning.None);

    /// <summary>A column of ratings may name its scale: "Rating (of 5)", "Score /100", "Stars".</summary>
    public static int? Scale(string header)
    {
        var folded = CsvHeader.Fold(header);
        return folded.EndsWith("100", StringComparison.Ordinal) || header.Contains('%', StringComparison.Ordinal) ? 100
            : folded.EndsWith("10", StringComparison.Ordinal) ? 10
            : folded.EndsWith('5') || folded is "stars" or "sterne" or "star" ? 5
            : null;
    }
}
