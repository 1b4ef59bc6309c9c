using Marquee.Sync.Revisions;

namespace Marquee.Tests.Sync;

public sealed class RevisionTreeTests
{
    static RevisionId Id(string text) => RevisionId.TryParse(text, out var id) ? id : throw new ArgumentException(text, nameof(text));

    /// <summary>Branches as "3-c 2-b 1-a", newest first; a deleted leaf ends with "!".</summary>
    static RevisionTree Tree(params string[] branches)
    {
        var tree = new RevisionTree();
        foreach (var branch in branches)
        {
            Add(tree, branch);
        }

        return tree;
    }

    static bool Add(RevisionTree tree, string branch) => tree.Add([.. branch.TrimEnd('!').Split(' ').Select(Id)], branch.EndsWith('!'));

    static string Text(IEnumerable<RevisionId> revisions) => string.Join(' ', revisions);

    [Theory]
    [InlineData("1-a", true)]
    [InlineData("12-0f", true)]
    [InlineData("0-3", true)]
    [InlineData("a", false)]
    [InlineData("-a", false)]
    [InlineData("1-", true)]
    [InlineData("-1-a", false)]
    [InlineData("1.5-a", false)]
    [InlineData("99999999999-a", false)]
    [InlineData("1-a b", false)]
    [InlineData("1-a,b", false)]
    [InlineData("1-a\nb", false)]
    [InlineData("1-a!", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_revision_is_a_generation_and_a_hash(string? text, bool good) => Assert.Equal(good, RevisionId.TryParse(text, out _));

    [Theory]
    [InlineData("2-a", "2-a 1-z", "1-z")] // a longer history beats a greater hash
    [InlineData("2-a", "2-a", "1-z")]
    [InlineData("2-b", "2-a 1-x", "2-b 1-x")]
    [InlineData("10-a", "9-z", "10-a")] // as numbers, not as texts
    [InlineData("2-b", "2-b 1-a", "3-c 2-x 1-a!")] // what lives beats what is deleted, however long
    [InlineData("3-c", "2-b 1-a!", "3-c 2-x 1-a!")] // all are deleted
    public void The_same_leaf_wins_everywhere(string winner, string one, string other)
    {
        Assert.Equal(winner, Tree(one, other).Winner.ToString());
        Assert.Equal(winner, Tree(other, one).Winner.ToString());
    }

    [Fact]
    public void What_was_made_from_a_leaf_takes_its_place()
    {
        var tree = Tree("1-a");
        Assert.True(Add(tree, "2-b 1-a"));
        Assert.Equal("2-b", Text(tree.Leaves));
        Assert.False(tree.IsLeaf(Id("1-a")));
        Assert.Equal("2-b 1-a", Text(tree.Path(Id("2-b"))));
    }

    [Fact]
    public void Branches_are_conflicts_until_they_are_deleted()
    {
        var tree = Tree("3-c 2-b 1-a", "2-x 1-a", "2-y 1-a");
        Assert.Equal("2-y 2-x", Text(tree.Conflicts));
        Assert.Empty(tree.DeletedConflicts);
        Add(tree, "3-z 2-y 1-a!");
        Assert.Equal("3-c", tree.Winner.ToString());
        Assert.Equal("2-x", Text(tree.Conflicts));
        Assert.Equal("3-z", Text(tree.DeletedConflicts));
    }

    [Fact]
    public void A_known_revision_changes_nothing()
    {
        var tree = Tree("3-c 2-b 1-a");
        Assert.False(Add(tree, "2-b 1-a"));
        Assert.False(Add(tree, "3-c 2-b 1-a"));
        Assert.Equal("3-c", Text(tree.Leaves));
        Assert.Equal(3, tree.Count);
    }

    [Fact]
    public void A_branch_whose_beginning_was_unknown_is_tied_on()
    {
        var tree = Tree("3-c 2-b", "2-x 1-a");
        Assert.Equal("3-c 2-b", Text(tree.Path(Id("3-c"))));
        Add(tree, "4-d 3-c 2-b 1-a");
        Assert.Equal("4-d 3-c 2-b 1-a", Text(tree.Path(Id("4-d"))));
        Assert.Equal("4-d 2-x", Text(tree.Leaves));
    }

    [Fact]
    public void What_is_known_of_an_ancestor_is_believed()
    {
        var tree = Tree("3-c 2-b 1-a");
        Add(tree, "4-d 3-c 2-other 1-other");
        Assert.Equal("4-d", Text(tree.Leaves));
        Assert.Equal("4-d 3-c 2-b 1-a", Text(tree.Path(Id("4-d"))));
    }

    [Fact]
    public void Branches_without_a_common_beginning_stand_side_by_side()
    {
        var tree = Tree("1-a", "1-b", "5-z 4-y");
        Assert.Equal("5-z 1-b 1-a", Text(tree.Leaves));
    }

    [Fact]
    public void The_latest_of_a_revision_are_the_leaves_made_from_it()
    {
        var tree = Tree("3-c 2-b 1-a", "3-d 2-b 1-a", "2-x 1-a");
        Assert.Equal("3-d 3-c", Text(tree.Latest(Id("2-b"))));
        Assert.Equal("2-x", Text(tree.Latest(Id("2-x"))));
        Assert.Equal("3-d 3-c 2-x", Text(tree.Latest(Id("1-a"))));
    }

    [Fact]
    public void A_tree_forgets_what_lies_too_far_back()
    {
        var tree = Tree("5-e 4-d 3-c 2-b 1-a", "3-x 2-b 1-a");
        Assert.Equal("3-c 1-a", Text(tree.Stem(2).OrderDescending()));
        Assert.Equal("5-e 4-d", Text(tree.Path(Id("5-e"))));
        Assert.Equal("3-x 2-b", Text(tree.Path(Id("3-x"))));
        Assert.Equal("5-e 3-x", Text(tree.Leaves));
        Assert.Empty(tree.Stem(2));
    }

    [Fact]
    public void Purged_leaves_were_never_there()
    {
        var tree = Tree("3-c 2-b 1-a", "2-x 1-a");
        Assert.Equal("3-c", Text(tree.Purge([Id("3-c"), Id("1-a"), Id("9-z")])));
        Assert.Equal("2-x", Text(tree.Leaves));
        Assert.False(tree.Contains(Id("2-b")));
        Assert.True(tree.Contains(Id("1-a")));
        tree.Purge([Id("2-x")]);
        Assert.Equal(0, tree.Count);
    }

    [Theory]
    [InlineData("1-a")]
    [InlineData("3-c 2- 1-", "2-x 1-!")]
    [InlineData("3-c 2-b 1-a", "2-x 1-a!")]
    [InlineData("3-c 2-b", "7-z!", "4-d 3-c 2-b")]
    [InlineData("2-a 1-r", "2-b 1-r", "2-c 1-r", "3-d 2-b 1-r!", "3-e 2-b 1-r")]
    public void A_stored_tree_is_read_back(params string[] branches)
    {
        var tree = Tree(branches);
        var read = RevisionTreeText.Read(RevisionTreeText.Write(tree));
        Assert.Equal(tree.Nodes.OrderBy(n => n.Key), read.Nodes.OrderBy(n => n.Key));
        Assert.Equal(tree.Leaves, read.Leaves);
    }

    [Fact]
    public void The_stored_form_is_the_documented_one()
    {
        Assert.Equal("- 1 a b c\n1 3 d!", RevisionTreeText.Write(Tree("3-c 2-b 1-a", "3-d 2-b 1-a!")));
        Assert.Equal("", RevisionTreeText.Write(new RevisionTree()));
        Assert.Equal(0, RevisionTreeText.Read("").Count);
    }

    /// <summary>Devices that take in the same revisions in any order have the same tree, and so the same winner.</summary>
    [Fact]
    public void The_order_in_which_revisions_arrive_does_not_matter()
    {
        var random = new Random(20);
        for (var round = 0; round < 300; round++)
        {
            var branches = Branches(random);
            var one = Tree([.. branches]);
            var other = Tree([.. branches.OrderBy(_ => random.Next())]);
            Assert.Equal(one.Leaves, other.Leaves);
            Assert.Equal(one.Nodes.OrderBy(n => n.Key), other.Nodes.OrderBy(n => n.Key));
            Assert.Equal(one.Leaves, RevisionTreeText.Read(RevisionTreeText.Write(one)).Leaves);
        }
    }

    /// <summary>Whole histories that grow from each other; each revision is said once by whoever made it.</summary>
    static List<string> Branches(Random random)
    {
        var known = new List<string> { "1-r" };
        for (var i = 0; i < random.Next(1, 12); i++)
        {
            var from = known[random.Next(known.Count)];
            if (!from.EndsWith('!'))
            {
                var generation = int.Parse(from.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture) + 1;
                known.Add($"{generation}-{i:x2}{random.Next(100)} {from}{(random.Next(4) == 0 ? "!" : "")}");
            }
        }

        return known;
    }
}
