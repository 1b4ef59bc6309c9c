using System.Globalization;
using System.Text;

namespace Marquee.Sync.Revisions;

/// <summary>
/// A tree as it is stored: one line a branch, which begins with the place of the revision that it grows from (counted over the
/// whole text from 0; <c>-</c> for none) and its first generation; then the hashes, oldest first, deleted ones with <c>!</c>.
/// <c>- 1 a b c</c> and <c>1 3 d!</c> are a document with two leaves, of which the second is deleted.
/// </summary>
static class RevisionTreeText
{
    public static string Write(RevisionTree tree)
    {
        var places = new Dictionary<RevisionId, int>();
        var text = new StringBuilder();
        foreach (var leaf in tree.Leaves)
        {
            var branch = tree.Path(leaf).TakeWhile(revision => !places.ContainsKey(revision)).Reverse().ToList();
            var parent = tree.Nodes[branch[0]].Parent is { } from ? places[from].ToString(CultureInfo.InvariantCulture) : "-";
            text.Append(text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{parent} {branch[0].Generation}");
            foreach (var revision in branch)
            {
                places[revision] = places.Count;
                text.Append(' ').Append(revision.Hash).Append(tree.IsDeleted(revision) ? "!" : "");
            }
        }

        return text.ToString();
    }

    public static RevisionTree Read(string text)
    {
        var tree = new RevisionTree();
        var places = new List<RevisionId>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            RevisionId? parent = parts[0] == "-" ? null : places[int.Parse(parts[0], CultureInfo.InvariantCulture)];
            var generation = int.Parse(parts[1], CultureInfo.InvariantCulture);
            foreach (var part in parts.AsSpan(2))
            {
                var revision = new RevisionId(generation++, part.TrimEnd('!'));
                tree.PutLeaf(revision, new RevisionTree.Node(parent, part.EndsWith('!')));
                places.Add(revision);
                parent = revision;
            }
        }

        return tree;
    }
}
