#pragma warning disable CA1051 // rows of the innermost loop are filled in place, through out parameters
namespace Marquee.Integrations.Imdb;

/// <summary>A line of <c>title.episode</c>.</summary>
public ref struct ImdbEpisode
{
    public long Title;
    public long Series;
    public int? Season;
    public int? Number;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbEpisode row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        var series = fields.Next();
        var season = fields.Next();
        var number = fields.Next();
        return !fields.Fit ? ImdbReject.Columns
            : !ImdbFields.Title(id, out row.Title) || !ImdbFields.Title(series, out row.Series) ? ImdbReject.Id
            : !ImdbFields.Number(season, out row.Season) || !ImdbFields.Number(number, out row.Number) ? ImdbReject.Number
            : null;
    }
}

/// <summary>A line of <c>title.akas</c>. Several types or attributes are separated by U+0002.</summary>
public ref struct ImdbAka
{
    public long Title;
    public int Ordering;
    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> Region;
    public ReadOnlySpan<byte> Language;
    public ReadOnlySpan<byte> Types;
    public ReadOnlySpan<byte> Attributes;
    public bool Original;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbAka row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        var ordering = fields.Next();
        row.Name = fields.NextKnown();
        row.Region = fields.NextKnown();
        row.Language = fields.NextKnown();
        row.Types = fields.NextKnown();
        row.Attributes = fields.NextKnown();
        var original = fields.Next();
        if (!fields.Fit)
        {
            return ImdbReject.Columns;
        }

        if (!ImdbFields.Title(id, out row.Title))
        {
            return ImdbReject.Id;
        }

        if (!ImdbFields.Number(ordering, out var order) || order is null)
        {
            return ImdbReject.Number;
        }

        row.Ordering = order.Value;
        // Older files have \N here.
        return row.Name.IsEmpty ? ImdbReject.Name
            : !ImdbFields.Flag(original, out row.Original) && !ImdbFields.Known(original).IsEmpty ? ImdbReject.Flag
            : null;
    }
}

/// <summary>A line of <c>title.crew</c>; both lists are for <see cref="CommaList"/>.</summary>
public ref struct ImdbCrew
{
    public long Title;
    public ReadOnlySpan<byte> Directors;
    public ReadOnlySpan<byte> Writers;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbCrew row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        row.Directors = fields.NextKnown();
        row.Writers = fields.NextKnown();
        return !fields.Fit ? ImdbReject.Columns
            : !ImdbFields.Title(id, out row.Title) ? ImdbReject.Id
            : null;
    }
}
