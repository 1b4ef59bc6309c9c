namespace Marquee.Integrations.Tests.Servarr.Events;

/// <summary>Webhooks of ours in the layout of both programs; titles, paths and names are invented.</summary>
static class EventSamples
{
    const string Movie = """
        "movie": {"id": 12, "title": "The Lantern Keepers", "year": 2021, "releaseDate": "2021-05-06", "folderPath": "/films/The Lantern Keepers (2021)", "tmdbId": 900001, "imdbId": "tt9000001", "genres": ["Drama"], "tags": ["household"]}
        """;

    const string Series = """
        "series": {"id": 5, "title": "Harbour Lights", "titleSlug": "harbour-lights", "path": "/series/Harbour Lights", "tvdbId": 800001, "tvMazeId": 3, "tmdbId": 700001, "imdbId": "tt8000001", "type": "standard", "year": 2015},
        "episodes": [{"id": 51, "episodeNumber": 3, "seasonNumber": 2, "title": "Ebb", "airDate": "2016-02-03", "tvdbId": 810051}, {"id": 52, "episodeNumber": 4, "seasonNumber": 2, "title": "Flood", "tvdbId": 0}]
        """;

    const string Release = """
        "release": {"quality": "Bluray-1080p", "qualityVersion": 1, "releaseGroup": "GRP", "releaseTitle": "A.Made.Up.Release-GRP", "indexer": "Nowhere", "size": 2630667520, "customFormatScore": 0, "indexerFlags": []},
        "downloadClient": "Transmission", "downloadClientType": "Transmission", "downloadId": "00112233445566778899AABBCCDDEEFF00112233"
        """;

    const string File = """{"id": 70, "relativePath": "one.mkv", "path": "/films/one.mkv", "quality": "Bluray-1080p", "qualityVersion": 1, "size": 2634071875, "dateAdded": "2026-02-13T11:40:00.0875003Z", "indexerFlags": "0", "languages": [{"id": 1, "name": "English"}], "mediaInfo": {"audioChannels": 5.1}}""";

    static string Of(string type, params string[] parts) => $$"""{"eventType": "{{type}}", "instanceName": "Living room", "applicationUrl": ""{{string.Concat(parts.Select(p => ", " + p))}}}""";

    public static readonly string MovieGrab = Of("Grab", Movie, """ "remoteMovie": {"tmdbId": 900001, "imdbId": "tt9000001", "title": "The Lantern Keepers", "year": 2021}""", Release);
    public static readonly string UnknownMovieGrab = Of("Grab", """ "remoteMovie": {"tmdbId": 900001, "imdbId": "tt9000001", "title": "The Lantern Keepers", "year": 2021}""", Release);
    public static readonly string MovieImport = Of("Download", Movie, $""" "movieFile": {File}, "isUpgrade": false """, """ "release": {"releaseTitle": "A.Made.Up.Release-GRP", "indexer": "Nowhere", "size": 2630667520, "indexerFlags": []}, "downloadId": "D1" """);
    public static readonly string MovieUpgrade = Of("Download", Movie, $""" "movieFile": {File}, "isUpgrade": true, "deletedFiles": [{File.Replace("70", "69").Replace("one.mkv", "old.mkv")}] """);
    public static readonly string MovieRename = Of("Rename", Movie, """ "renamedMovieFiles": [{"previousRelativePath": "a.mkv", "previousPath": "/films/a.mkv", "id": 70, "relativePath": "b.mkv", "path": "/films/b.mkv", "size": 1}]""");
    public static readonly string MovieAdded = Of("MovieAdded", Movie, """ "addMethod": "manual" """);
    public static readonly string MovieDelete = Of("MovieDelete", Movie, """ "deletedFiles": true, "movieFolderSize": 123 """);
    public static readonly string MovieFileDelete = Of("MovieFileDelete", Movie, $""" "movieFile": {File}, "deleteReason": "missingFromDisk" """);
    public static readonly string SeriesGrab = Of("Grab", Series, Release);
    public static readonly string SeriesImport = Of("Download", Series, $""" "episodeFile": {File}, "isUpgrade": false, "downloadId": "D2" """);
    public static readonly string SeasonImport = Of("Download", Series, $""" "episodeFiles": [{File}, {File.Replace("70", "71")}], "fileCount": 2, "sourcePath": "/downloads/x", "downloadId": "D3" """);
    public static readonly string SeriesAdd = Of("SeriesAdd", Series);
    public static readonly string SeriesDelete = Of("SeriesDelete", Series, """ "deletedFiles": false """);
    public static readonly string EpisodeFileDelete = Of("EpisodeFileDelete", Series, $""" "episodeFile": {File}, "deleteReason": "upgrade" """);
    public static readonly string Health = Of("Health", """ "level": "error", "message": "No indexers available", "type": "IndexerStatusCheck", "wikiUrl": "https://wiki.example/x" """);
    public static readonly string HealthRestored = Of("HealthRestored", """ "level": "warning", "message": "Indexers are back", "type": "IndexerStatusCheck" """);
    public static readonly string ApplicationUpdate = Of("ApplicationUpdate", """ "message": "Updated from 1 to 2", "previousVersion": "1.0.0.1", "newVersion": "2.0.0.1" """);
    public static readonly string ManualInteraction = Of("ManualInteractionRequired", Movie, """ "downloadInfo": {"quality": "Bluray-1080p", "qualityVersion": 1, "title": "A.Made.Up.Release-GRP", "indexer": "Nowhere", "size": 9}, "downloadId": "D4", "downloadStatus": "Warning", "downloadStatusMessages": [{"title": "A.Made.Up.Release-GRP", "messages": ["No files found", "Import it by hand"]}]""");
    public static readonly string Test = Of("Test", """ "movie": {"id": 1, "title": "Test Title", "year": 1970, "folderPath": "C:\\testpath"}, "remoteMovie": {"tmdbId": 1234, "imdbId": "5678", "title": "Test title", "year": 1970}""");
}
