using System.IO.Compression;
using System.Text;
using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Exports;

public sealed class ExportArchiveTests
{
    static byte[] Diary => Bytes("Letterboxd", "diary.csv");

    [Theory]
    [InlineData("../diary.csv")]
    [InlineData("a/../../diary.csv")]
    [InlineData("/etc/diary.csv")]
    [InlineData("C:\\diary.csv")]
    [InlineData("..\\diary.csv")]
    [InlineData("a\u0001b.csv")]
    public void A_path_that_leads_out_refuses_the_archive(string path) =>
        Assert.Equal("exports.archive.path", Refused(Zip(("ratings.csv", Bytes("Letterboxd", "ratings.csv")), (path, Diary))));

    [Fact]
    public void A_link_refuses_the_archive()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            var link = zip.CreateEntry("diary.csv");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = link.Open();
            target.Write("/etc/passwd"u8);
        }

        Assert.Equal("exports.archive.path", Refused(packed.ToArray()));
    }

    [Fact]
    public void A_locked_archive_is_named_as_such()
    {
        var bytes = Zip(("diary.csv", Diary));
        bytes[6] |= 1; // the flag in the entry's own header
        bytes[bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1; // and in the directory
        Assert.Equal("exports.archive.encrypted", Refused(bytes));
    }

    [Theory]
    [InlineData(8 * 1024 * 1024)] // packed too tightly
    [InlineData(ExportLimits.EntryBytes + 1)] // too large
    public void A_bomb_is_refused(int size) => Assert.Equal("exports.archive.size", Refused(Zip(("ratings.csv", Bytes("Letterboxd", "ratings.csv")), ("diary.csv", new byte[size]))));

    [Theory]
    [InlineData(100)]
    [InlineData(0)]
    public void A_bomb_that_lies_about_its_size_gives_no_more_than_it_claims(int claimed)
    {
        var bytes = Zip(("diary.csv", new byte[8 * 1024 * 1024]));
        BitConverter.GetBytes(claimed).CopyTo(bytes, bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 24);
        Assert.Contains(Refused(bytes), (string[])["exports.archive.size", "exports.archive.damaged", "exports.archive.nothing", "exports.notText"]);
    }

    [Fact]
    public void Many_entries_that_are_large_together_are_refused()
    {
        // Text that packs to a hundredth, 45 MB of it five times.
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"2021-04-29,The Lamp {i * 7919 % 1000},2014,https://boxd.it/{i * 104729 % 9973}\n")));
        var part = new byte[45 * 1024 * 1024];
        for (var at = 0; at + line.Length < part.Length; at += line.Length)
        {
            line.CopyTo(part, at);
            part[at + 11 + (at / line.Length % line.Length % 8)] = (byte)('a' + (at / line.Length * 31 % 26));
        }

        Assert.Equal("exports.archive.size", Refused(Zip(Enumerable.Range(0, 5).Select(i => ($"lists/{i}.csv", part)))));
    }

    [Fact]
    public void Too_many_entries_are_refused() =>
        Assert.Equal("exports.archive.entries", Refused(Zip(Enumerable.Range(0, ExportLimits.Entries + 1).Select(i => ($"{i}.csv", Array.Empty<byte>())))));

    [Fact]
    public void An_archive_in_the_archive_is_left_out()
    {
        var (export, _) = Read(Zip(("diary.csv", Diary), ("more.zip", Zip(("ratings.csv", Bytes("Letterboxd", "ratings.csv"))))), "x.zip");
        Assert.Equal(("diary.csv", "exports.archive.nested"), (Assert.Single(export.Parts).Name, Assert.Single(export.Remarks).Code));
    }

    [Fact]
    public void A_workbook_is_named_as_such() => Assert.Equal("exports.excel", Refused(Zip(("[Content_Types].xml", "<a/>"u8.ToArray()), ("xl/workbook.xml", "<a/>"u8.ToArray()))));

    [Fact]
    public void A_cut_or_empty_archive_is_named_as_such()
    {
        var bytes = Zip(All("Letterboxd"));
        Assert.Equal("exports.archive.damaged", Refused(bytes[..^30]));
        Assert.Equal("exports.archive.nothing", Refused(Zip()));
        Assert.Equal("exports.archive.nothing", Refused(Zip(("a.txt", "hello"u8.ToArray()), ("b.txt", "hello"u8.ToArray()))));
    }

    [Fact]
    public void The_program_with_the_most_parts_is_read()
    {
        var (export, _) = Read(Zip([.. All("Letterboxd"), ("NetflixViewingHistory.csv", Bytes("Netflix", "history-us.csv"))]), "x.zip");
        Assert.Equal(("letterboxd", 1), (export.Source, (int)export.Remarks.Single(r => r.Code == "exports.archive.otherPrograms").Values[0].Value));
    }

    [Fact]
    public void A_table_of_ones_own_may_come_packed() => Assert.Equal("csv", Read(Zip(("meine filme.csv", Bytes("Exports", "own-table.csv"))), "x.zip").Export.Source);

    [Fact]
    public void What_a_system_adds_is_no_part() =>
        Assert.Empty(Read(Zip(("letterboxd/diary.csv", Diary), ("__MACOSX/letterboxd/._diary.csv", [1, 2, 3]), ("letterboxd/.DS_Store", [0, 1])), "x.zip").Export.Remarks);
}
