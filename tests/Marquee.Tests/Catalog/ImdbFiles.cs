using System.IO.Compression;
using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.Tests.Catalog;

/// <summary>A folder with files in IMDb's layout, written by the test. A space between columns of a row stands as a tab.</summary>
public sealed class ImdbFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("marquee-imdb-").FullName;

    /// <summary>The titles most tests need: two films, an adult one, a series with two episodes.</summary>
    public static ImdbFiles Small() => new ImdbFiles()
        .Write(ImdbFile.Basics,
            "tt0000101|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Romance",
            "tt0000102|movie|\"Quoted|\"Quoted|0|1999|\\N|\\N|Action,Space-Opera",
            "tt0000103|video|After Dark|After Dark|1|2001|\\N|70|Adult",
            "tt10000200|tvSeries|The Lighthouse Keepers|The Lighthouse Keepers|0|2010|2012|45|Comedy",
            "tt10000201|tvEpisode|First Lamp|First Lamp|0|2010|\\N|45|Comedy",
            "tt10000202|tvEpisode|Second Lamp|Second Lamp|0|2011|\\N|\\N|\\N")
        .Write(ImdbFile.Ratings, "tt0000101|8.1|40000", "tt0000102|9.0|100", "tt0000103|5.5|10", "tt10000201|7.4|12")
        .Write(ImdbFile.Episodes, "tt10000201|tt10000200|1|1", "tt10000202|tt10000200|2|5")
        .Write(ImdbFile.Akas,
            "tt0000101|1|Sal y puerto|\\N|\\N|original|\\N|1",
            "tt0000101|2|Hafen aus Salz|DE|\\N|imdbDisplay|\\N|0",
            "tt0000101|3|Arbeitstitel Salz|DE|\\N|working|\\N|0")
        .Write(ImdbFile.Crew, "tt0000101|nm0000001,nm0000002|nm0000002", "tt10000200|\\N|\\N")
        .Write(ImdbFile.Principals,
            "tt0000101|1|nm0000003|actress|\\N|[\"Ana \\\"La Sal\\\"\",\"Her Sister\"]",
            "tt0000101|2|nm0000004|composer|music by|\\N",
            "tt10000201|1|nm0000003|self|\\N|[\"Herself\"]",
            "tt10000202|1|nm0000003|self|\\N|\\N",
            "tt0000103|1|nm0000003|actress|\\N|\\N")
        .Write(ImdbFile.Names,
            "nm0000001|Ines Vega|1950|2019|director,writer|tt0000101,tt0009999",
            "nm0000002|Tomas Rey|\\N|\\N|writer|tt0000101",
            "nm0000003|Lola Mar|1970|\\N|actress|tt0000101,tt10000200");

    public ImdbFiles Write(ImdbFile file, params string[] rows) => WriteRaw(file, string.Join('\n', [file.Header, .. rows.Select(r => r.Replace('|', '\t'))]) + "\n");

    public ImdbFiles WriteRaw(ImdbFile file, string text) => WriteRaw(file, Encoding.UTF8.GetBytes(text));

    public ImdbFiles WriteRaw(ImdbFile file, byte[] text)
    {
        using var to = File.Create(Path.Combine(Folder, file.Name + ".tsv.gz"));
        using var zip = new GZipStream(to, CompressionLevel.Fastest);
        zip.Write(text);
        return this;
    }

    public ImdbFiles Remove(ImdbFile file)
    {
        File.Delete(Path.Combine(Folder, file.Name + ".tsv.gz"));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
