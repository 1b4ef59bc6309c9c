using System.Text.Json;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Catalog.Ceilings;

/// <summary>
/// Age ratings and single titles of children, of two titles that turn out to be one. Where both say something, what shows less
/// stays: the higher age, and hidden rather than let through.
/// </summary>
sealed class CeilingTitleRows : ITitleRows
{
    /// <param name="Into">What the title said that stays; null when it said nothing.</param>
    sealed record AgePair(AgeRow From, AgeRow? Into, AgeRow Became);

    /// <inheritdoc cref="AgePair"/>
    sealed record TitlePair(TitleRow From, TitleRow? Into, TitleRow Became);

    sealed record Kept(AgePair? Age, IReadOnlyList<TitlePair> Titles);

    sealed record AgeRow
    {
        public int Age { get; init; }

        public long? SetBy { get; init; }

        public long SetAt { get; init; }
    }

    sealed record TitleRow
    {
        public long Member { get; init; }

        public bool Allowed { get; init; }

        public long SetAt { get; init; }
    }

    public string Room => "Ceilings";

    public IReadOnlyCollection<string> Columns => ["house.age_rating.title", "house.ceiling_title.title"];

    public async Task<MovedRows> Move(Writing house, TitleId from, TitleId to)
    {
        AgePair? age = null;
        if (await Age(house, from) is { } rated)
        {
            var into = await Age(house, to);
            age = new AgePair(rated, into, into is null || rated.Age > into.Age ? rated : into);
            await Put(house, to, age.Became);
            await RemoveAge(house, from);
        }

        var there = (await Titles(house, to)).ToDictionary(t => t.Member);
        var titles = (await Titles(house, from)).Select(said => new TitlePair(
            said, there.GetValueOrDefault(said.Member), there.GetValueOrDefault(said.Member) is { } into && !(into.Allowed && !said.Allowed) ? into : said)).ToList();
        foreach (var pair in titles)
        {
            await Put(house, to, pair.Became);
            await Remove(house, from, pair.From.Member);
        }

        if (age is null && titles.Count == 0)
        {
            return new MovedRows(null, []);
        }

        await CeilingStore.Changed(house);
        return new MovedRows(JsonSerializer.Serialize(new Kept(age, titles)), []);
    }

    public async Task PutBack(Writing house, TitleId from, TitleId to, string kept)
    {
        var rows = JsonSerializer.Deserialize<Kept>(kept)!;
        await CeilingStore.Changed(house);
        if (rows.Age is { } age && await Age(house, to) is { } now)
        {
            if (now == age.Became)
            {
                await RemoveAge(house, to);
                await Put(house, to, age.Into);
            }

            if (await Age(house, from) is null)
            {
                await Put(house, from, age.From);
            }
        }

        var said = (await Titles(house, to)).ToDictionary(t => t.Member);
        foreach (var pair in rows.Titles.Where(t => said.ContainsKey(t.From.Member)))
        {
            if (said[pair.From.Member] == pair.Became)
            {
                await Remove(house, to, pair.From.Member);
                await Put(house, to, pair.Into);
            }

            await Put(house, from, pair.From);
        }
    }

    public string Without(string kept, long member)
    {
        var rows = JsonSerializer.Deserialize<Kept>(kept)!;
        return JsonSerializer.Serialize(new Kept(
            rows.Age is { } age ? new AgePair(Left(age.From)!, Left(age.Into), Left(age.Became)!) : null, [.. rows.Titles.Where(t => t.From.Member != member)]));

        AgeRow? Left(AgeRow? row) => row?.SetBy == member ? row with { SetBy = null } : row;
    }

    static Task<AgeRow?> Age(Writing house, TitleId title) =>
        house.First<AgeRow>("select age, set_by as SetBy, set_at as SetAt from house.age_rating where title = @title", new { title = title.Number });

    static Task<IReadOnlyList<TitleRow>> Titles(Writing house, TitleId title) =>
        house.Query<TitleRow>("select member, allowed, set_at as SetAt from house.ceiling_title where title = @title order by member", new { title = title.Number });

    static Task Put(Writing house, TitleId title, AgeRow? row) => row is null ? Task.CompletedTask : house.Execute("""
        insert into house.age_rating (title, age, set_by, set_at) values (@title, @Age, @SetBy, @SetAt)
        on conflict (title) do update set age = excluded.age, set_by = excluded.set_by, set_at = excluded.set_at
        """, new { title = title.Number, row.Age, row.SetBy, row.SetAt });

    static Task Put(Writing house, TitleId title, TitleRow? row) => row is null ? Task.CompletedTask : house.Execute("""
        insert into house.ceiling_title (member, title, allowed, set_at) values (@Member, @title, @Allowed, @SetAt)
        on conflict (member, title) do update set allowed = excluded.allowed, set_at = excluded.set_at
        """, new { title = title.Number, row.Member, row.Allowed, row.SetAt });

    static Task<int> RemoveAge(Writing house, TitleId title) => house.Execute("delete from house.age_rating where title = @title", new { title = title.Number });

    static Task<int> Remove(Writing house, TitleId title, long member) =>
        house.Execute("delete from house.ceiling_title where title = @title and member = @member", new { title = title.Number, member });
}
