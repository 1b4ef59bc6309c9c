using Marquee.Access;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>The watched folder.</summary>
public sealed class InboxTests
{
    const string Csv = "Title,Date\n\"Harbour of Salt\",\"3/19/24\"\n";

    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_waits_for_a_yes_unless_the_member_chose_otherwise_and_lies_under_done(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var inbox = house.Get<Inbox>();
        var folder = (await inbox.Choose(house.Ada, new ImportPreference("netflix", false), Ct)).Folder!;
        Put(folder, "one.csv", Csv);
        Assert.True(await inbox.IsDue(Ct));
        await Run(house);
        var waiting = Assert.Single(await house.Get<HistoryImports>().All(house.Ada, Ct));
        Assert.Equal((ImportState.Preview, 1, true), (waiting.State, waiting.Waiting, waiting.FromInbox));
        Assert.Equal(["one.csv"], Directory.GetFiles(Path.Combine(folder, "done")).Select(Path.GetFileName));
        Assert.False(await inbox.IsDue(Ct));

        await inbox.Choose(house.Ada, new ImportPreference("netflix", true), Ct);
        Put(folder, "one.csv", Csv);
        await Run(house);
        Assert.Equal(ImportState.Applying, (await house.Get<HistoryImports>().All(house.Ada, Ct))[0].State);
        Assert.Equal(["one (2).csv", "one.csv"], Directory.GetFiles(Path.Combine(folder, "done")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_no_export_lies_under_refused_beside_the_reason(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var folder = (await house.Get<Inbox>().Choose(house.Ada, new ImportPreference("csv", false), Ct)).Folder!;
        Put(folder, "page.html", "<html>");
        await Run(house);
        Assert.Contains("web page", await File.ReadAllTextAsync(Path.Combine(folder, "refused", "page.html.txt")), StringComparison.Ordinal);
        Assert.Empty(await house.Get<HistoryImports>().All(house.Ada, Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Unfinished_files_links_and_folders_of_nobody_are_left_alone(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var inbox = house.Get<Inbox>();
        var folder = (await inbox.Choose(house.Ada, new ImportPreference("csv", false), Ct)).Folder!;
        Put(folder, "still.csv.part", Csv);
        Put(folder, ".hidden.csv", Csv);
        await File.WriteAllTextAsync(Path.Combine(folder, "fresh.csv"), Csv);
        var outside = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(folder))!, "outside.csv");
        await File.WriteAllTextAsync(outside, Csv);
        File.SetLastWriteTimeUtc(outside, DateTime.UnixEpoch);
        File.CreateSymbolicLink(Path.Combine(folder, "link.csv"), outside);
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(folder)!, "Ivo"), folder);
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder)!, "Nobody"));
        Put(Path.Combine(Path.GetDirectoryName(folder)!, "Nobody"), "a.csv", Csv);
        await house.Get<Members>().Make("Ivo", Role.Member, Ct);
        Assert.False(await inbox.IsDue(Ct));
        await Run(house);
        Assert.Empty(await house.Get<HistoryImports>().All(house.Ada, Ct));
        Assert.True(File.Exists(Path.Combine(folder, "fresh.csv")));
        Assert.True(File.Exists(outside));
    }

    static Task<JobRun> Run(ImportHouse house) => house.Get<InlineJobs>().Run(Inbox.Name, new NoArguments(), null, Ct);

    static void Put(string folder, string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        File.SetLastWriteTimeUtc(Path.Combine(folder, name), DateTime.UnixEpoch.AddYears(50));
    }
}
