namespace Marquee.Catalog.Search;

/// <summary>Which title has which name, by place of the title: read several times from the temporary files.</summary>
internal sealed class NameLinks : IDisposable
{
    private readonly SpilledRows<AddedTitle> _titles;
    private readonly int[] _positions;
    private readonly SpilledRows<Link> _others;
    private readonly CancellationToken _ct;

    private readonly record struct Link(int Title, int Name, NameKind Kind);

    public delegate void Visitor(int title, int name, NameKind kind);

    public NameLinks(SpilledRows<AddedTitle> titles, int[] positions, SpilledRows<AddedName> others, TitleOrder order, CancellationToken ct)
    {
        _titles = titles;
        _positions = positions;
        _ct = ct;
        _others = new SpilledRows<Link>(others.Path + ".placed");
        others.Rewind();
        for (var batch = others.Next(); batch.Length > 0; batch = others.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var other in batch)
            {
                var position = order.Find(other.Title);
                if (position >= 0) _others.Add(new Link(position, other.Name, other.Kind));
            }
        }
    }

    public void Visit(Visitor visit)
    {
        var at = 0;
        _titles.Rewind();
        for (var batch = _titles.Next(); batch.Length > 0; batch = _titles.Next())
        {
            _ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in batch)
            {
                var position = _positions[at++];
                if (title.Primary >= 0) visit(position, title.Primary, NameKind.Primary);
                if (title.Original >= 0) visit(position, title.Original, NameKind.Original);
            }
        }
        _others.Rewind();
        for (var batch = _others.Next(); batch.Length > 0; batch = _others.Next())
        {
            _ct.ThrowIfCancellationRequested();
            foreach (ref readonly var other in batch) visit(other.Title, other.Name, other.Kind);
        }
    }

    public void Dispose() => _others.Dispose();
}
