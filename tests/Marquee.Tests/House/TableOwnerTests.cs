using System.Text.RegularExpressions;
using Marquee.Storage;

namespace Marquee.Tests.House;

/// <summary>Every table has one owner, and no key, view or trigger leaves its store.</summary>
public sealed partial class TableOwnerTests
{
    [Fact]
    public void Every_table_of_the_migrations_has_an_owner_and_every_owner_a_table()
    {
        var made = AllSql().SelectMany(sql => Created().Matches(sql).Select(m => m.Groups["table"].Value)).ToHashSet(StringComparer.Ordinal);
        made.UnionWith(Enum.GetNames<Store>().Select(s => s.ToLowerInvariant() + ".migration"));
        Assert.Equal(made.Order(StringComparer.Ordinal), TableOwners.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_owner_names_a_table_in_its_code()
    {
        var breaches =
            from file in Repository.Files("src", ".cs", ".sql")
            where Path.GetFileName(file) is not ("TableOwners.cs" or "TitleColumns.cs")
            from table in Named().Matches(WithoutComments(File.ReadAllText(file))).Select(m => m.Value).Distinct()
            where TableOwners.All.TryGetValue(table, out var owner) && !Repository.Parts(file).Contains(owner)
            select $"{Path.GetRelativePath(Repository.Root, file)} names {table}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void No_key_view_or_trigger_crosses_stores()
    {
        foreach (var migration in Migrations.For(Engine.Sqlite).Concat(Migrations.For(Engine.Postgres)))
        {
            Assert.DoesNotContain("create view", migration.Sql, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("create trigger", migration.Sql, StringComparison.OrdinalIgnoreCase);
            var own = migration.Store.Name();
            Assert.All(Referenced().Matches(WithoutComments(migration.Sql)).Select(m => m.Groups["store"].Value), store => Assert.True(store.Length == 0 || store == own, $"{migration.Name} refers to {store}"));
        }
    }

    static IEnumerable<string> AllSql() => Enum.GetValues<Engine>().SelectMany(Migrations.For).Select(m => WithoutComments(m.Sql));

    static string WithoutComments(string text) => SqlComment().Replace(text, "");

    [GeneratedRegex(@"create table (if not exists )?(?<table>[a-z]+\.[a-z_]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Created();

    [GeneratedRegex(@"\b(house|known|swarm|jobs|catalog)\.[a-z_]+\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"references\s+((?<store>[a-z]+)\.)?[a-z_]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Referenced();

    [GeneratedRegex(@"(--|//)[^\n]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SqlComment();
}
