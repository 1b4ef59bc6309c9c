using Marquee.Integrations.Exports;

namespace Marquee.Watching.Importing;

/// <summary>What a row says of its title. The bits are stored: never renumber.</summary>
[Flags]
enum RowSays
{
    Nothing = 0,
    Rating = 1,
    Watch = 2,
    Watchlist = 4,
    List = 8,
    Liked = 16,
    NotInterested = 32,
    Note = 64,

    /// <summary>Of an archive of ours: nothing about what the member has of a title, but a list, an answer, a choice, or what a title is.</summary>
    Beside = 128,
}

static class RowSaying
{
    /// <summary>A season is no title here: a rating or a watch of one would be told of the whole series, so those are left out.</summary>
    public static RowSays Of(ExportRow row)
    {
        var whole = row.Kind != ExportKind.Season;
        return row.Beside is not null ? RowSays.Beside : (row.Rating is not null && whole ? RowSays.Rating : RowSays.Nothing)
            | (row.Watched && whole ? RowSays.Watch : RowSays.Nothing)
            | (row.Watchlisted ? RowSays.Watchlist : RowSays.Nothing)
            | (row.List is { Length: > 0 } ? RowSays.List : RowSays.Nothing)
            | (row.Liked && whole ? RowSays.Liked : RowSays.Nothing)
            | (row.NotInterested && whole ? RowSays.NotInterested : RowSays.Nothing)
            // What is written beside a title on a list or the watchlist belongs there.
            | (row is { Watchlisted: false, List: null } && !string.IsNullOrWhiteSpace(row.Note) && whole ? RowSays.Note : RowSays.Nothing);
    }
}
