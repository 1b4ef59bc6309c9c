namespace Marquee.Integrations.Imdb;

/// <summary>One kind of file of IMDb's data sets, with the header line that proves it is one.</summary>
/// <param name="Name">Without <c>.tsv</c> or <c>.tsv.gz</c>.</param>
/// <param name="Header">The first line, as IMDb writes it.</param>
public sealed record ImdbFile(string Name, string Header)
{
    public static readonly ImdbFile Basics = new("title.basics", "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres");
    public static readonly ImdbFile Ratings = new("title.ratings", "tconst\taverageRating\tnumVotes");
    public static readonly ImdbFile Episodes = new("title.episode", "tconst\tparentTconst\tseasonNumber\tepisodeNumber");
    public static readonly ImdbFile Akas = new("title.akas", "titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle");
    public static readonly ImdbFile Crew = new("title.crew", "tconst\tdirectors\twriters");
    public static readonly ImdbFile Principals = new("title.principals", "tconst\tordering\tnconst\tcategory\tjob\tcharacters");
    public static readonly ImdbFile Names = new("name.basics", "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles");

    /// <summary>Not IMDb's: an eighth file in the same layout, one row a title with comma-separated country codes.</summary>
    public static readonly ImdbFile Countries = new("title.countries", "tconst\tcountries");

    /// <summary>IMDb's seven, in the order in which they are worth reading, then the optional eighth.</summary>
    public static readonly IReadOnlyList<ImdbFile> All = [Basics, Ratings, Episodes, Akas, Crew, Principals, Names, Countries];

    public override string ToString() => Name;
}
