namespace Marquee.Storage;

/// <summary>
/// The one manifest of tables: only the named capability's code may name the table in SQL. A test reads the SQL and the
/// migrations and fails on a table that is missing here or used elsewhere. Quartz's own tables start with <c>qrtz_</c>.
/// </summary>
public static class TableOwners
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["house.migration"] = "Storage",
        ["known.migration"] = "Storage",
        ["swarm.migration"] = "Storage",
        ["jobs.migration"] = "Storage",
        ["catalog.migration"] = "Storage",
        ["house.generation"] = "Storage",
        ["house.setting"] = "Storage",
        ["house.rating"] = "Watching",
        ["house.watch"] = "Watching",
        ["house.watchlist_entry"] = "Watching",
        ["house.list"] = "Watching",
        ["house.list_entry"] = "Watching",
        ["house.import"] = "Watching",
        ["house.import_row"] = "Watching",
        ["house.member"] = "Access",
        ["house.credential"] = "Access",
        ["house.one_time_link"] = "Access",
        ["house.session"] = "Access",
        ["house.api_key"] = "Access",
        ["house.attempt"] = "Access",
        ["house.sign_in"] = "Access",
        ["house.key_ring"] = "Access",
        ["house.preference"] = "Households",
        ["house.fact"] = "Journal",
        ["house.fact_cursor"] = "Journal",
        ["house.intent"] = "Jobs",
        ["jobs.run"] = "Jobs",
        ["jobs.source"] = "Upkeep",
        ["catalog.title"] = "Catalog",
        ["catalog.episode"] = "Catalog",
        ["catalog.aka"] = "Catalog",
        ["catalog.crew"] = "Catalog",
        ["catalog.principal"] = "Catalog",
        ["catalog.person"] = "Catalog",
        ["catalog.country"] = "Catalog",
        ["catalog.source_file"] = "Catalog",
        ["catalog.tally"] = "Catalog",
        ["catalog.search_index"] = "Catalog",
        ["catalog.search_index_part"] = "Catalog",
        ["catalog.browse_index"] = "Catalog",
        ["catalog.browse_index_part"] = "Catalog",
        ["catalog.unknown_genre"] = "Catalog",
        ["known.title"] = "Catalog",
        ["house.dataset"] = "Catalog",
        ["house.dataset_load"] = "Catalog",
        ["house.catalog_refresh"] = "Catalog",
        ["known.title_merge_kept"] = "Catalog",
        ["house.title_merge"] = "Catalog",
        ["house.title_merge_part"] = "Catalog",
        ["house.merge_proposal"] = "Catalog",
    };
}
