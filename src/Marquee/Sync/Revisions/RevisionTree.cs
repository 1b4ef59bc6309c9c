namespace Marquee.Sync.Revisions;

/// <summary>
/// The history of one document: which revision was made from which. Devices that edited the same revision apart from each other
/// leave several leaves; the same one of them wins everywhere, and the others are conflicts until somebody deletes them.
/// </summary>
public sealed class RevisionTree
{
    readonly Dictionary<RevisionId, Node> _nodes = [];
    readonly HashSet<RevisionId> _leaves = [];

    /// <param name="Parent">Null for the oldest revision that is known of its branch.</param>
    internal sealed record Node(RevisionId? Parent, bool Deleted);

    internal IReadOnlyDictionary<RevisionId, Node> Nodes => _nodes;

    public int Count => _nodes.Count;

    /// <summary>The winner first: what is not deleted before what is, then the longer history, then the greater hash.</summary>
    public IReadOnlyList<RevisionId> Leaves => [.. _leaves.OrderBy(IsDeleted).ThenByDescending(leaf => leaf)];

    /// <summary>What everybody sees as the document. There is none in an empty tree.</summary>
    public RevisionId Winner => _leaves.Count == 1 ? _leaves.First() : Leaves[0];

    /// <summary>The leaves beside the winner that are not deleted.</summary>
    public IReadOnlyList<RevisionId> Conflicts => [.. Leaves.Skip(1).Where(leaf => !IsDeleted(leaf))];

    /// <summary>The leaves beside the winner that are deleted.</summary>
    public IReadOnlyList<RevisionId> DeletedConflicts => [.. Leaves.Skip(1).Where(IsDeleted)];

    public bool Contains(RevisionId revision) => _nodes.ContainsKey(revision);

    public bool IsLeaf(RevisionId revision) => _leaves.Contains(revision);

    /// <summary>Whether the revision says that the document is gone. An ancestor that is known by name only does not.</summary>
    public bool IsDeleted(RevisionId revision) => _nodes[revision].Deleted;

    /// <returns>The revision and what it was made from, as far back as is known.</returns>
    public IReadOnlyList<RevisionId> Path(RevisionId revision)
    {
        var path = new List<RevisionId>();
        for (RevisionId? at = revision; at is { } one; at = _nodes[one].Parent)
        {
            path.Add(one);
        }

        return path;
    }

    /// <returns>The leaves that were made from the revision; itself when it is one.</returns>
    public IReadOnlyList<RevisionId> Latest(RevisionId revision) => [.. Leaves.Where(leaf => Path(leaf).Contains(revision))];

    /// <summary>Takes in a revision with its ancestors. What is known stays as it is; a branch whose beginning was forgotten is tied on where the path says so.</summary>
    /// <param name="path">The revision first, then what it was made from, each one generation older.</param>
    /// <returns>False when the revision was known.</returns>
    public bool Add(IReadOnlyList<RevisionId> path, bool deleted)
    {
        var known = Contains(path[0]);
        // What is known of an ancestor is believed before what the path says lies behind it.
        var ends = Enumerable.Range(0, path.Count - 1).FirstOrDefault(i => _nodes.GetValueOrDefault(path[i])?.Parent is { } parent && parent != path[i + 1], path.Count - 1);
        for (var i = ends; i >= 0; i--)
        {
            RevisionId? parent = i < ends ? path[i + 1] : null;
            if (!_nodes.TryGetValue(path[i], out var node))
            {
                PutLeaf(path[i], new Node(parent, i == 0 && deleted));
            }
            else if (node.Parent is null && parent is not null)
            {
                Put(path[i], node with { Parent = parent });
            }
        }

        return !known;
    }

    /// <summary>Forgets what lies further back than <paramref name="limit"/> revisions on every branch.</summary>
    /// <returns>What was forgotten.</returns>
    public IReadOnlyList<RevisionId> Stem(int limit)
    {
        if (_nodes.Count <= limit)
        {
            return [];
        }

        var kept = _leaves.SelectMany(leaf => Path(leaf).Take(limit)).ToHashSet();
        return Forget(_nodes.Keys.Where(revision => !kept.Contains(revision)));
    }

    /// <summary>Takes leaves out as if they had never been, with whatever led to nothing else.</summary>
    /// <returns>The leaves that were taken out; what is no leaf stays.</returns>
    public IReadOnlyList<RevisionId> Purge(IEnumerable<RevisionId> revisions)
    {
        var purged = revisions.Where(IsLeaf).Distinct().ToList();
        var kept = _leaves.Except(purged).SelectMany(Path).ToHashSet();
        Forget(_nodes.Keys.Where(revision => !kept.Contains(revision)));
        return purged;
    }

    /// <summary>Parents come before what was made from them, as in <see cref="RevisionTreeText"/>.</summary>
    internal void PutLeaf(RevisionId revision, Node node)
    {
        Put(revision, node);
        _leaves.Add(revision);
    }

    void Put(RevisionId revision, Node node)
    {
        _nodes[revision] = node;
        if (node.Parent is { } parent)
        {
            _leaves.Remove(parent);
        }
    }

    List<RevisionId> Forget(IEnumerable<RevisionId> revisions)
    {
        var forgotten = revisions.ToList();
        foreach (var revision in forgotten)
        {
            _nodes.Remove(revision);
            _leaves.Remove(revision);
        }

        foreach (var (revision, node) in _nodes.Where(n => n.Value.Parent is { } parent && !_nodes.ContainsKey(parent)).ToList())
        {
            _nodes[revision] = node with { Parent = null };
        }

        return forgotten;
    }
}
