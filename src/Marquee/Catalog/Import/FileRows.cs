using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>What becomes of the lines of one file: which table they go to and with which cells.</summary>
/// <param name="Table">With its store.</param>
/// <param name="Columns">As <see cref="IBulkLoader.Load"/> wants them.</param>
abstract record FileRows(ImdbFile File, string Table, string Columns)
{
    public KeptRows Kept { get; init; } = KeptRows.All;

    /// <summary>Adds the rows of a line to the batch.</summary>
    /// <param name="at">How many lines into the block the line is.</param>
    /// <returns>Null, or why the line cannot be used; then it has added nothing. A line that is not kept adds nothing either.</returns>
    public abstract string? Take(ReadOnlySpan<byte> line, RowBatch to, int at);

    /// <summary>The same for reading the file once more: what is counted on the way is not counted twice.</summary>
    public virtual FileRows Again() => this;
}

sealed record EpisodeFileRows() : FileRows(ImdbFile.Episodes, "catalog.episode", "nnnn")
{
    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbEpisode.Read(line, out var episode) is { } reason)
        {
            return reason;
        }

        if (!Kept.Title(episode.Title))
        {
            return null;
        }

        to.Add(episode.Title);
        to.Add(episode.Series);
        to.AddNumber(episode.Season);
        to.AddNumber(episode.Number);
        to.EndRow(at);
        return null;
    }
}

sealed record AkaFileRows() : FileRows(ImdbFile.Akas, "catalog.aka", "nntttttn")
{
    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbAka.Read(line, out var aka) is { } reason)
        {
            return reason;
        }

        if (!Kept.Title(aka.Title))
        {
            return null;
        }

        to.Add(aka.Title);
        to.Add(aka.Ordering);
        to.Add(aka.Name);
        to.Add(aka.Region);
        to.Add(aka.Language);
        to.Add(aka.Types);
        to.Add(aka.Attributes);
        to.Add(aka.Original);
        to.EndRow(at);
        return null;
    }
}

sealed record CrewFileRows() : FileRows(ImdbFile.Crew, "catalog.crew", "nnnn")
{
    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbCrew.Read(line, out var crew) is { } reason)
        {
            return reason;
        }

        // Looked at before anything is added: a line is used as a whole or not at all.
        if (!AllPeople(crew.Directors) || !AllPeople(crew.Writers))
        {
            return ImdbReject.Id;
        }

        if (!Kept.Title(crew.Title))
        {
            return null;
        }

        Add(crew.Title, CrewRole.Director, crew.Directors, to, at);
        Add(crew.Title, CrewRole.Writer, crew.Writers, to, at);
        return null;
    }

    static bool AllPeople(ReadOnlySpan<byte> list)
    {
        foreach (var person in new CommaList(list))
        {
            if (!ImdbFields.Person(person, out _))
            {
                return false;
            }
        }

        return true;
    }

    void Add(long title, CrewRole role, ReadOnlySpan<byte> list, RowBatch to, int at)
    {
        var ordering = 0;
        foreach (var person in new CommaList(list))
        {
            ImdbFields.Person(person, out var number);
            Kept.Names(number);
            to.Add(title);
            to.Add((long)role);
            to.Add(++ordering);
            to.Add(number);
            to.EndRow(at);
        }
    }
}

sealed record PrincipalFileRows() : FileRows(ImdbFile.Principals, "catalog.principal", "nnnttt")
{
    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbPrincipal.Read(line, out var principal) is { } reason)
        {
            return reason;
        }

        if (principal.Category.IsEmpty)
        {
            return ImdbReject.Name;
        }

        if (!Kept.Principal(principal.Title))
        {
            return null;
        }

        Kept.Names(principal.Person);
        to.Add(principal.Title);
        to.Add(principal.Ordering);
        to.Add(principal.Person);
        to.Add(principal.Category);
        to.Add(principal.Job);
        to.Add(principal.Characters);
        to.EndRow(at);
        return null;
    }
}

sealed record PersonFileRows() : FileRows(ImdbFile.Names, "catalog.person", "ntnntt")
{
    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbPerson.Read(line, out var person) is { } reason)
        {
            return reason;
        }

        if (!Kept.Person(person.Id))
        {
            return null;
        }

        to.Add(person.Id);
        to.Add(person.Name);
        to.AddNumber(person.Born);
        to.AddNumber(person.Died);
        to.Add(person.Professions);
        to.Add(person.KnownFor);
        to.EndRow(at);
        return null;
    }
}

sealed record CountryFileRows() : FileRows(ImdbFile.Countries, "catalog.country", "ntn")
{
    public override string? Take(ReadOnlySpan<byte> line, RowBatch to, int at)
    {
        if (ImdbCountries.Read(line, out var countries) is { } reason)
        {
            return reason;
        }

        if (!Kept.Title(countries.Title))
        {
            return null;
        }

        var position = 0;
        foreach (var code in new CommaList(countries.Codes))
        {
            to.Add(countries.Title);
            to.Add(code);
            to.Add(++position);
            to.EndRow(at);
        }

        return null;
    }
}
