using Dapper;
using Marquee.Acquisition.Servers;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>Holdings that nobody knew the title of: a later catalog, or another server, may know it.</summary>
public sealed class TitleMarks(Database database, HeldTitles titles)
{
    const int AtOnce = 1000;

    /// <returns>How many have a title now.</returns>
    public async Task<int> Rematch(Connection connection, CancellationToken ct)
    {
        var found = 0;
        foreach (var some in (await Unmatched(connection.Id, ct)).Chunk(AtOnce))
        {
            var matches = await titles.Match(connection.Kind, some, ct);
            var sure = some.Zip(matches).Where(pair => pair.Second is not null).ToList();
            await database.WriteInBatches(Store.House, sure, (house, pair) => house.Execute(
                "update house.holding set title = @title, stamp = stamp + 1 where connection = @Id and outside_id = @OutsideId and title is null",
                new { connection.Id, pair.First.OutsideId, title = pair.Second!.Value.Number }), ct);
            found += sure.Count;
        }

        return found;
    }

    async Task<IReadOnlyList<HeldItem>> Unmatched(long connection, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<HeldItem>(new CommandDefinition(
            "select outside_id as outsideId, name, year, tmdb, tvdb, imdb from house.holding where connection = @connection and title is null order by outside_id",
            new { connection }, cancellationToken: ct))).AsList();
    }
}
