using Dapper;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;

namespace Marquee.Tests.Catalog;

public sealed class RowInsertTests
{
    /// <summary>Rows are stored many at a time while their keys rise; the plain twin stores one after the other.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task It_keeps_the_first_row_of_every_key(int seed)
    {
        var random = new Random(seed);
        var rows = Rows(random).ToList();
        var plain = new Dictionary<(long, long, long), long>();
        var doubled = rows.Where(row => !plain.TryAdd((row[0], row[1], row[2]), row[3])).Select(row => row[3]).ToHashSet();
        var folder = Directory.CreateTempSubdirectory("marquee-rows-").FullName;
        try
        {
            await using var loader = await SqliteBulkLoader.Begin(Path.Combine(folder, "catalog.db"), null, TimeProvider.System, CancellationToken.None);
            var told = new HashSet<long>();
            await using (var load = await loader.Load("catalog.crew", "nnnn", CancellationToken.None))
            {
                for (var at = 0; at < rows.Count;)
                {
                    var count = Math.Min(random.Next(1, 200), rows.Count - at);
                    load.Write(Batch(rows.GetRange(at, count)), (_, _, cells) => Assert.True(told.Add(cells[3])));
                    at += count;
                }

                await load.Finish(CancellationToken.None);
                Assert.Equal(plain.Count, load.Stored);
            }

            Assert.Equal(doubled.Order(), told.Order());
            var stored = await loader.Connection.QueryAsync<(long Title, long Role, long Ordering, long Person)>("select title, role, ordering, person from catalog.crew");
            Assert.Equal(plain.Select(p => (p.Key.Item1, p.Key.Item2, p.Key.Item3, p.Value)).Order(), stored.Order());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Mostly rising like IMDb's, ids of seven and of eight digits among each other, now and then a step back. The person says which row it is.</summary>
    static IEnumerable<long[]> Rows(Random random)
    {
        long[] titles = [9_990_000, 10_000_100];
        for (var row = 1L; row <= 5000; row++)
        {
            var longer = random.Next(3) == 0 ? 1 : 0;
            titles[longer] += random.Next(40) == 0 ? -random.Next(4) : random.Next(2);
            yield return [titles[longer], random.Next(1, 3), random.Next(1, 4), row];
        }
    }

    static RowBatch Batch(List<long[]> rows)
    {
        var batch = new RowBatch();
        batch.Begin(LineBlock.Empty, 0);
        for (var row = 0; row < rows.Count; row++)
        {
            Array.ForEach(rows[row], batch.Add);
            batch.EndRow(row);
        }

        return batch;
    }
}
