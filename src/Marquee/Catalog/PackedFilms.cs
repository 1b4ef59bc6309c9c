using System.Runtime.CompilerServices;

namespace Marquee.Catalog;

/// <summary>
/// The films of a career in 32 bytes each, newest first. As objects with their lists a film takes two hundred: the careers of a few
/// busy people would then push everything else out of what is kept of the catalog.
/// </summary>
sealed class PackedFilms
{
    /// <summary>A bit of <see cref="Entry.Words"/> for each; IMDb has fewer than twenty.</summary>
    const int MostWords = 32;

    readonly Entry[] _films;
    readonly string[] _words;
    readonly long[] _credited;

    PackedFilms(Entry[] films, string[] words, long[] credited) => (_films, _words, _credited) = (films, words, credited);

    public int Count => _films.Length;

    public IReadOnlyList<string> Words => _words;

    public ReadOnlySpan<Entry> Entries => _films;

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => 200 + (Unsafe.SizeOf<Entry>() * (long)_films.Length) + (8L * _credited.Length);

    /// <param name="films">Each once, in any order. Categories beyond the thirty-second are left out.</param>
    public static PackedFilms Of(IEnumerable<Film> films)
    {
        var (entries, words, credited) = (new List<Entry>(), new List<string>(), new List<long>());
        foreach (var film in films)
        {
            var own = film.Credited is [var only] && only == film.Id.Number;
            entries.Add(new Entry
            {
                Id = film.Id.Number,
                Votes = film.Votes ?? -1,
                Episodes = film.Episodes,
                Year = (short)(film.Year ?? -1),
                Tenths = (sbyte)(film.Rating is { } mean ? Math.Round(mean * 10) : -1),
                Kind = film.Kind,
                Adult = film.Adult,
                Words = Bits(film.Categories, words),
                CreditedFrom = credited.Count,
                Credited = (byte)(own ? 0 : film.Credited.Count),
            });
            if (!own)
            {
                credited.AddRange(film.Credited);
            }
        }

        var sorted = entries.ToArray();
        Array.Sort(sorted, static (one, other) => FilmPlace.Order.Compare(one.Place(FilmSort.Year), other.Place(FilmSort.Year)));
        return new PackedFilms(sorted, [.. words], [.. credited]);
    }

    public PackedFilms WithoutAdult() => Array.Exists(_films, f => f.Adult) ? new PackedFilms(Array.FindAll(_films, f => !f.Adult), _words, _credited) : this;

    /// <summary>Those with a category, or all, in an order.</summary>
    public Entry[] Ordered(FilmSort sort, string? category)
    {
        var bit = category is null ? uint.MaxValue : Bit(category);
        var some = category is null && sort == FilmSort.Year ? _films : Array.FindAll(_films, f => category is null || (f.Words & bit) != 0);
        if (sort != FilmSort.Year)
        {
            Array.Sort(some, (one, other) => FilmPlace.Order.Compare(one.Place(sort), other.Place(sort)));
        }

        return some;
    }

    public Film Unpack(in Entry entry) => new()
    {
        Id = new TitleId(entry.Id),
        Kind = entry.Kind,
        Adult = entry.Adult,
        Year = entry.Year < 0 ? null : entry.Year,
        Rating = entry.Tenths < 0 ? null : entry.Tenths / 10.0,
        Votes = entry.Votes < 0 ? null : entry.Votes,
        Episodes = entry.Episodes,
        Categories = CategoriesOf(entry.Words),
        Credited = entry.Credited == 0 ? [entry.Id] : _credited[entry.CreditedFrom..(entry.CreditedFrom + entry.Credited)],
    };

    uint Bit(string category) => Array.IndexOf(_words, category) is >= 0 and var n ? 1u << n : 0;

    static uint Bits(IReadOnlyList<string> categories, List<string> words)
    {
        var bits = 0u;
        foreach (var category in categories)
        {
            var n = words.IndexOf(category);
            if (n < 0 && words.Count < MostWords)
            {
                n = words.Count;
                words.Add(category);
            }

            bits |= n < 0 ? 0 : 1u << n;
        }

        return bits;
    }

    List<string> CategoriesOf(uint bits)
    {
        var categories = new List<string>(2);
        for (var n = 0; n < _words.Length; n++)
        {
            if ((bits & (1u << n)) != 0)
            {
                categories.Add(_words[n]);
            }
        }

        return categories;
    }

    /// <summary>A film; -1 stands for unknown.</summary>
    public struct Entry
    {
        public long Id;
        public int Votes;
        public int Episodes;
        public uint Words;
        public int CreditedFrom;
        public short Year;
        public sbyte Tenths;
        public TitleKind Kind;
        public byte Credited;
        public bool Adult;

        public readonly FilmPlace Place(FilmSort sort) => new(sort == FilmSort.Year ? Year : Tenths, Votes, new TitleId(Id));
    }
}
