using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Integrations.Exports;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Tests.House;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>
/// Every recorded sample of every program, those in the shape of real exports beside the readers' tests and the real ones that lie beside
/// the repository on some machines: twice is once, and an earlier export under a later one leaves nothing of its own.
/// </summary>
public sealed class RecordedTwiceTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>Parts of exports that say nothing of titles, or that somebody has thrown away; within an archive they are passed over.</summary>
    static readonly string[] Silent =
    [
        "Letterboxd/comments.csv", "Letterboxd/profile.csv", "Letterboxd/likes/reviews.csv", "Letterboxd/orphaned/watchlist.csv", "Letterboxd/deleted/diary.csv",
        "Netflix/CONTENT_INTERACTION/SearchHistory.csv",
        "Trakt/export/user-profile.json", "Trakt/export/collection-movies.json", "Trakt/export/lists-lists.json",
    ];

    /// <summary>A season has no rating here, so nothing of it can be applied.</summary>
    static readonly string[] Nothing = ["Trakt/export/ratings-seasons.json"];

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    static IReadOnlyList<Sample> All { get; } = [.. Ours(), .. Zipped(), .. Real()];

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_sample_twice_is_once(Engine engine)
    {
        await using var house = await Open(engine);
        var nothing = new List<string>();
        Assert.Equal(Silent.Order(StringComparer.Ordinal), All.Where(sample => sample.Rows == 0).Select(sample => sample.Name).Order(StringComparer.Ordinal));
        foreach (var sample in All.Where(sample => sample.Rows > 0))
        {
            var viewer = await Member(house, sample.Name);
            var applied = await Apply(house, viewer, sample.Bytes, sample);
            if (applied.Applied == 0)
            {
                nothing.Add(sample.Name);
            }

            var before = await Own(house, viewer);
            var again = await Preview(house, viewer, sample.Bytes, sample);
            Assert.Equal((sample.Name, 0), (sample.Name, again.Waiting));
            Assert.Null((await house.Get<HistoryImports>().Apply(viewer, again.Id, Ct))!.Fact);
            Assert.Equal(before, await Own(house, viewer));
        }

        Assert.True(Nothing.SequenceEqual(nothing), string.Join(", ", nothing));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_earlier_export_and_then_the_whole_are_the_whole(Engine engine)
    {
        await using var house = await Open(engine);
        var halves = 0;
        foreach (var sample in All.Where(sample => sample.Rows > 1))
        {
            var half = sample.Half();
            if (ExportReader.Read(half, sample.File) is not ExportFile { RowCount: > 0 } earlier || earlier.RowCount >= sample.Rows)
            {
                continue;
            }

            halves++;
            var (both, whole) = (await Member(house, sample.Name + " both"), await Member(house, sample.Name + " whole"));
            await Apply(house, both, half, sample);
            await Apply(house, both, sample.Bytes, sample);
            await Apply(house, whole, sample.Bytes, sample);
            var (once, twice) = (await Own(house, whole), await Own(house, both));
            // The history of Trakt and its summary are halved apart from each other here, which no export is: the summary then tells of more.
            Assert.True(once == twice || sample.Name == "Trakt.zip", $"{sample.Name}\nonly the whole: {string.Join("; ", once.Split('\n').Except(twice.Split('\n')))}\nonly both: {string.Join("; ", twice.Split('\n').Except(once.Split('\n')))}");
            foreach (var bytes in new[] { half, sample.Bytes })
            {
                Assert.Equal((sample.Name, 0), (sample.Name, (await Preview(house, both, bytes, sample)).Waiting));
            }
        }

        Assert.True(halves > 20, $"only {halves} samples could be halved");
    }

    static Task<ImportHouse> Open(Engine engine) =>
        ImportHouse.Open(engine, titles: SampleTitles.Of(All.SelectMany(sample => sample.Read is ExportFile file ? file.Rows : [])));

    static async Task<Viewer> Member(ImportHouse house, string name) =>
        Viewers.Of((await house.Get<Members>().Make(new string([.. name.Where(char.IsLetterOrDigit)]), Role.Member, Ct))!, Origin.Page);

    static Task<ImportPreview> Preview(ImportHouse house, Viewer viewer, byte[] bytes, Sample sample) =>
        house.Get<HistoryImports>().Preview(viewer, new MemoryStream(bytes), sample.File, Ct, new ReadingChoices(Profile: sample.Profile));

    static async Task<ImportPreview> Apply(ImportHouse house, Viewer viewer, byte[] bytes, Sample sample)
    {
        var import = (await Preview(house, viewer, bytes, sample)).Id;
        foreach (var asked in (await house.Get<ImportQuestions>().Open(viewer, import, 0, 200, Ct))!.Questions.Where(question => question.Candidates.Count > 0))
        {
            // An answer is asked for once, and another may have decided this one too.
            await house.Get<ImportQuestions>().Answer(viewer, import, asked.Row.Number, TitleId.Parse(asked.Candidates[0].Id, null), Ct);
        }

        await house.Get<HistoryImports>().Apply(viewer, import, Ct);
        await house.Get<InlineJobs>().Run(HistoryApplyWork.Name, new HistoryImportArguments(import), null, Ct, key: import.ToString(null, null));
        return (await house.Get<HistoryImports>().Find(viewer, import, Ct))!;
    }

    /// <summary>All that a member has, as one text; without numbers that only tell what was made first.</summary>
    static async Task<string> Own(ImportHouse house, Viewer viewer)
    {
        await using var connection = await house.House.Database.Read(Ct);
        var rows = await connection.QueryAsync<string>("""
            select 'rating ' || title || ' ' || value || ' ' || coalesce(rated_at, -1) from house.rating where member = @Member
            union all select 'watch ' || title || ' ' || coalesce(at, -1) || ' ' || coalesce(device, '') from house.watch where member = @Member
            union all select 'wish ' || title || ' ' || coalesce(added_at, -1) || ' ' || coalesce(note, '') from house.watchlist_entry where member = @Member
            union all select 'words ' || title || ' ' || case when liked_at is null then '' else 'liked' end || ' ' || case when not_interested_at is null then '' else 'not' end || ' ' || coalesce(note, '')
              from house.member_title where member = @Member and (liked_at is not null or not_interested_at is not null or note is not null)
            union all select 'entry ' || l.name || ' ' || e.title || ' ' || coalesce(e.note, '') from house.list l join house.list_entry e on e.list = l.id where l.member = @Member
            union all select 'list ' || name from house.list where member = @Member
            """, new { viewer.Member });
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    static IEnumerable<Sample> Ours() =>
        from folder in Directory.GetDirectories(Path.Combine(Repository.Root, "tests", "Marquee.Integrations.Tests")).Order(StringComparer.Ordinal)
        let recorded = Path.Combine(folder, "Recorded")
        where Directory.Exists(recorded)
        from file in Directory.GetFiles(recorded, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let name = Path.GetRelativePath(recorded, file).Replace('\\', '/')
        select new Sample($"{Path.GetFileName(folder)}/{name}", name, File.ReadAllBytes(file));

    /// <summary>As programs pack them.</summary>
    static IEnumerable<Sample> Zipped() =>
        from part in new[] { ("Letterboxd", ""), ("Trakt", "export"), ("Netflix", "CONTENT_INTERACTION") }
        let folder = Path.Combine(Repository.Root, "tests", "Marquee.Integrations.Tests", part.Item1, "Recorded", part.Item2)
        let files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new Sample($"{part.Item1}.zip", $"{part.Item1}.zip", ImportHouse.Zip([.. files.Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))]));

    static IEnumerable<Sample> Real() =>
        from source in new[] { "imdb", "letterboxd", "netflix", "trakt" }
        let folder = Path.Combine(Repository.Root, "..", "shared", "data", "recorded", source)
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetExtension(file) is ".csv" or ".json"
        select new Sample($"real/{source}/{Path.GetFileName(file)}", Path.GetFileName(file), File.ReadAllBytes(file));

    sealed record Sample(string Name, string File, byte[] Bytes)
    {
        public ExportReading Read { get; } = ExportReader.Read(Bytes, File);

        public int Rows => Read is ExportFile file ? file.RowCount : 0;

        public string? Profile => Read is ExportFile file ? file.Rows.Select(row => row.Profile).FirstOrDefault(profile => profile is not null) : null;

        /// <summary>What an export of before would have had.</summary>
        public byte[] Half()
        {
            if (Path.GetExtension(File) != ".zip")
            {
                return Encoding.UTF8.GetBytes(HalfText(File, Encoding.UTF8.GetString(Bytes)));
            }

            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(Bytes));
            return ImportHouse.Zip([.. zip.Entries.Select(entry => (entry.FullName, HalfText(entry.FullName, new StreamReader(entry.Open()).ReadToEnd())))]);
        }

        static string HalfText(string name, string text)
        {
            if (Path.GetExtension(name) == ".json")
            {
                var whole = JsonNode.Parse(text)!;
                Halve(whole);
                return whole.ToJsonString();
            }

            if (ExportReader.Read(Encoding.UTF8.GetBytes(text), name) is not ExportFile { RowCount: > 1 } file)
            {
                return text;
            }

            var from = file.Rows.ElementAt(file.RowCount / 2).Line;
            return string.Join('\n', text.Split('\n').Take(from - 1)) + "\n";
        }

        static void Halve(JsonNode? node)
        {
            if (node is JsonObject members)
            {
                foreach (var (_, member) in members)
                {
                    Halve(member);
                }
            }
            else if (node is JsonArray items && items.All(item => item is JsonObject))
            {
                for (var left = (items.Count + 1) / 2; items.Count > left;)
                {
                    items.RemoveAt(items.Count - 1);
                }

                foreach (var item in items)
                {
                    Halve(item);
                }
            }
        }
    }
}
