#pragma warning disable CA1051 // rows of the innermost loop are filled in place, through out parameters
namespace Marquee.Integrations.Imdb;

/// <summary>A line of <c>title.principals</c>.</summary>
public ref struct ImdbPrincipal
{
    public long Title;
    public int Ordering;
    public long Person;
    public ReadOnlySpan<byte> Category;
    public ReadOnlySpan<byte> Job;

    /// <summary>A JSON array of names.</summary>
    public ReadOnlySpan<byte> Characters;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbPrincipal row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        var ordering = fields.Next();
        var person = fields.Next();
        row.Category = fields.NextKnown();
        row.Job = fields.NextKnown();
        row.Characters = fields.NextKnown();
        if (!fields.Fit)
        {
            return ImdbReject.Columns;
        }

        if (!ImdbFields.Title(id, out row.Title) || !ImdbFields.Person(person, out row.Person))
        {
            return ImdbReject.Id;
        }

        if (!ImdbFields.Number(ordering, out var order) || order is null)
        {
            return ImdbReject.Number;
        }

        row.Ordering = order.Value;
        return null;
    }
}

/// <summary>A line of <c>name.basics</c>; both lists are for <see cref="CommaList"/>.</summary>
public ref struct ImdbPerson
{
    public long Id;
    public ReadOnlySpan<byte> Name;
    public int? Born;
    public int? Died;
    public ReadOnlySpan<byte> Professions;
    public ReadOnlySpan<byte> KnownFor;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbPerson row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        row.Name = fields.NextKnown();
        var born = fields.Next();
        var died = fields.Next();
        row.Professions = fields.NextKnown();
        row.KnownFor = fields.NextKnown();
        return !fields.Fit ? ImdbReject.Columns
            : !ImdbFields.Person(id, out row.Id) ? ImdbReject.Id
            : row.Name.IsEmpty ? ImdbReject.Name
            : !ImdbFields.Number(born, out row.Born) || !ImdbFields.Number(died, out row.Died) ? ImdbReject.Number
            : null;
    }
}

/// <summary>A line of <c>title.countries</c>: ISO 3166-1 alpha-2, or ISO 3166-3 for countries that are no more.</summary>
public ref struct ImdbCountries
{
    public long Title;
    public ReadOnlySpan<byte> Codes;

    public static string? Read(ReadOnlySpan<byte> line, out ImdbCountries row)
    {
        row = default;
        var fields = new ImdbFields(line);
        var id = fields.Next();
        row.Codes = fields.NextKnown();
        return !fields.Fit ? ImdbReject.Columns
            : !ImdbFields.Title(id, out row.Title) ? ImdbReject.Id
            : null;
    }
}
