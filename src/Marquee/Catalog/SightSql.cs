using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>Words of SQL that leave of <c>catalog.title t</c> what somebody sees, episodes aside.</summary>
static class SightSql
{
    /// <summary>Follows other conditions; its parameters come from <see cref="With"/>.</summary>
    public static string And(this Sight sight, Dialect dialect) =>
        (sight.Adult ? "" : " and not t.adult") + (sight.Only is null ? "" : $" and t.id {IdList.In(dialect)}");

    /// <param name="more">The parameters of the query around it.</param>
    public static DynamicParameters With(this Sight sight, Dialect dialect, object more) =>
        sight.Only is { } only ? IdList.Of(dialect, only.Titles, more) : new DynamicParameters(more);
}
