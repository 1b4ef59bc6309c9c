using System.Data.Common;
using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <param name="WithoutAsking">Files of this source that land in the inbox are applied at once; otherwise they wait for a yes.</param>
public sealed record ImportPreference(string Source, bool WithoutAsking);

/// <summary>What a member wants to happen to files that land in the inbox.</summary>
public sealed class ImportPreferences(Database database)
{
    public async Task<IReadOnlyList<ImportPreference>> Of(Viewer viewer, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        var rows = await connection.QueryAsync<PreferenceRow>(new CommandDefinition(
            "select source, without_asking as WithoutAsking from house.import_preference where member = @member order by source", new { member = viewer.Member }, cancellationToken: ct));
        return [.. rows.Select(row => new ImportPreference(row.Source, row.WithoutAsking))];
    }

    public Task Set(Viewer viewer, ImportPreference preference, CancellationToken ct) => database.Write(Store.House, writing => writing.Execute("""
        insert into house.import_preference (member, source, without_asking) values (@member, @Source, @WithoutAsking)
        on conflict (member, source) do update set without_asking = excluded.without_asking
        """, new { member = viewer.Member, preference.Source, preference.WithoutAsking }), ct);

    sealed record PreferenceRow
    {
        public string Source { get; init; } = "";

        public bool WithoutAsking { get; init; }
    }
}
