using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>Titles that a member has something of and does not see, as a condition of queries over the member's rows.</summary>
sealed class HiddenOwn(Dialect dialect, long[] titles)
{
    public bool IsNothing => titles.Length == 0;

    public static HiddenOwn Nothing(Dialect dialect) => new(dialect, []);

    /// <summary>Follows other conditions.</summary>
    /// <param name="column">With the title's number: <c>e.title</c>.</param>
    public string But(string column) => titles.Length == 0 ? "" : $"and {column} {IdList.NotIn(dialect)}";

    /// <summary>The parameters of the query with those of <see cref="But"/>.</summary>
    public object With(object parameters) => titles.Length == 0 ? parameters : IdList.Of(dialect, titles, parameters);
}
