using System.Buffers.Text;

#pragma warning disable CA1051 // rows of the innermost loop are filled in place, through out parameters
namespace Marquee.Integrations.Imdb;

/// <summary>Why a line cannot be used, in words for the person who reads the rejects.</summary>
public static class ImdbReject
{
    public const string Columns = "wrong number of columns";
    public const string Id = "the id is not readable";
    public const string Name = "the name is missing";
    public const string Number = "a number is not readable";
    public const string Flag = "a flag is neither 0 nor 1";
    public const string Encoding = "not UTF-8";
    public const string Overlong = "the line is too long";
    public const string Twice = "the same row came before";
}

/// <summary>A line of <c>title.basics</c>. Text that is unknown is empty; all text points into the block.</summary>
public ref struct ImdbTitle
{
    public long Id;
    public ReadOnlySpan<byte> Kind;
    public ReadOnlySpan<byte> Title;
    public ReadOnlySpan<byte> Original;
    public bool Adult;
    public int? Year;
    public int? EndYear;
    public int? Runtime;

    /// <summary>For <see cref="CommaList"/>.</summary>
    public ReadOnlySpan<byte> Genres;

    /// <returns>Null when the line is well-formed, else the reason.</returns>
    public static string? Read(ReadOnlySpan<byte> line, out ImdbTitle row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        row.Kind = fields.NextKnown();
        row.Title = fields.NextKnown();
        row.Original = fields.NextKnown();
        var adult = fields.Next();
        var year = fields.Next();
        var end = fields.Next();
        var runtime = fields.Next();
        row.Genres = fields.NextKnown();
        return !fields.Fit ? ImdbReject.Columns
            : !ImdbFields.Title(id, out row.Id) ? ImdbReject.Id
            : row.Title.IsEmpty ? ImdbReject.Name
            : !ImdbFields.Flag(adult, out row.Adult) ? ImdbReject.Flag
            : !ImdbFields.Number(year, out row.Year) || !ImdbFields.Number(end, out row.EndYear) || !ImdbFields.Number(runtime, out row.Runtime) ? ImdbReject.Number
            : null;
    }
}

/// <summary>A line of <c>title.ratings</c>.</summary>
public ref struct ImdbRating
{
    public long Title;

    /// <summary>Ten times the mean: 93 is 9.3.</summary>
    public int Tenths;

    public int Votes;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbRating row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        var mean = fields.Next();
        var votes = fields.Next();
        if (!fields.Fit)
        {
            return ImdbReject.Columns;
        }

        if (!ImdbFields.Title(id, out row.Title))
        {
            return ImdbReject.Id;
        }

        if (!Utf8Parser.TryParse(mean, out decimal value, out var used) || used != mean.Length || value is < 0 or > 10
            || !ImdbFields.Number(votes, out var counted) || counted is null)
        {
            return ImdbReject.Number;
        }

        row.Tenths = (int)decimal.Round(value * 10, MidpointRounding.AwayFromZero);
        row.Votes = counted.Value;
        return null;
    }
}
