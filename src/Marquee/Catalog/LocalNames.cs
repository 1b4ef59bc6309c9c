using System.Data.Common;
using System.Globalization;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What titles are called in a member's language, where alternative titles know it.</summary>
public sealed class LocalNames(Database database)
{
    /// <summary>Where a language without a region is mostly at home; IMDb's rows name the region, seldom the language.</summary>
    static readonly Dictionary<string, string> Homes = """
        ar-EG bg-BG bn-BD cs-CZ da-DK de-DE el-GR en-US es-ES et-EE fa-IR fi-FI fr-FR he-IL hi-IN hr-HR hu-HU id-ID
        is-IS it-IT ja-JP ka-GE ko-KR lt-LT lv-LV nb-NO nl-NL no-NO pl-PL pt-PT ro-RO ru-RU sk-SK sl-SI sr-RS sv-SE
        th-TH tr-TR uk-UA vi-VN zh-CN
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(home => home.Split('-')).ToDictionary(home => home[0], home => home[1], StringComparer.OrdinalIgnoreCase);

    /// <param name="language">ISO 639-1, with a region or not: <c>de</c>, <c>pt-BR</c>.</param>
    /// <returns>Only titles that have a name there.</returns>
    public async Task<IReadOnlyDictionary<TitleId, string>> For(IReadOnlyCollection<TitleId> ids, string language, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await For(connection, ids, language, ct);
    }

    internal async Task<Dictionary<TitleId, string>> For(DbConnection connection, IReadOnlyCollection<TitleId> ids, string language, CancellationToken ct)
    {
        var (code, region) = Split(language);
        var found = new Dictionary<TitleId, string>();
        foreach (var some in ids.Select(id => id.Number).Distinct().Chunk(IdList.Batch))
        {
            var rows = await connection.QueryAsync<AkaName>(new CommandDefinition($"""
                select title, ordering, name, region, language, types, attributes from catalog.aka
                where title {IdList.In(database.Dialect)} and (language = @code or (region = @region and (language is null or language = @code)))
                """, IdList.Of(database.Dialect, some, new { code, region }), cancellationToken: ct));
            foreach (var names in rows.GroupBy(r => r.Title))
            {
                if (names.OrderBy(n => Doubt(n, code, region)).ThenBy(n => n.Ordering).FirstOrDefault(n => Doubt(n, code, region) < TooDoubtful) is { } best)
                {
                    found[new TitleId(names.Key)] = best.Name;
                }
            }
        }

        return found;
    }

    const int TooDoubtful = 100;

    /// <summary>Lower is better: what IMDb itself shows there, before other names; never working or festival titles.</summary>
    static int Doubt(AkaName name, string code, string region) =>
        (name.Types?.Split('\u0002') is { } types && types.Any(t => t is "working" or "festival" or "alternative") ? TooDoubtful : 0)
        + (name.Types?.Contains("imdbDisplay", StringComparison.Ordinal) == true ? 0 : 2)
        + (name.Language == code && name.Region == region ? 0 : name.Region == region ? 1 : 4)
        + (name.Attributes is null ? 0 : 8);

    static (string Code, string Region) Split(string language)
    {
        var parts = language.Split('-', '_');
        var code = parts[0].ToLower(CultureInfo.InvariantCulture);
        return (code, parts.Length > 1 ? parts[^1].ToUpper(CultureInfo.InvariantCulture) : Homes.GetValueOrDefault(code, ""));
    }

    sealed record AkaName
    {
        public long Title { get; init; }

        public int Ordering { get; init; }

        public string Name { get; init; } = "";

        public string? Region { get; init; }

        public string? Language { get; init; }

        public string? Types { get; init; }

        public string? Attributes { get; init; }
    }
}
