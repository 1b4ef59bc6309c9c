using System.Data;
using System.Text.Json;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// A list of ids as one parameter named <c>@some</c>. On SQLite a list spelled out as five hundred parameters costs thirty
/// milliseconds, mostly for finding each by name; as one JSON text it costs two.
/// </summary>
static class IdList
{
    /// <summary>Ids a query: enough that queries are few, few enough that one is short.</summary>
    public const int Batch = 1000;

    /// <summary>The test for membership: <c>"t.id " + IdList.In(dialect)</c>.</summary>
    public static string In(Dialect dialect) => dialect.Engine == Engine.Sqlite ? "in (select value from json_each(@some))" : "= any(@some)";

    /// <summary>The test for the opposite; an empty list leaves everything.</summary>
    public static string NotIn(Dialect dialect) => dialect.Engine == Engine.Sqlite ? "not in (select value from json_each(@some))" : "<> all(@some)";

    public static DynamicParameters Of(Dialect dialect, long[] ids)
    {
        var parameters = new DynamicParameters();
        parameters.Add("some", dialect.Engine == Engine.Sqlite ? JsonSerializer.Serialize(ids) : new Whole(ids));
        return parameters;
    }

    /// <summary>With further parameters beside the list.</summary>
    public static DynamicParameters Of(Dialect dialect, long[] ids, object more)
    {
        var parameters = Of(dialect, ids);
        parameters.AddDynamicParams(more);
        return parameters;
    }

    /// <summary>An array that stays one parameter; Dapper spells out other lists.</summary>
    sealed class Whole(long[] ids) : SqlMapper.ICustomQueryParameter
    {
        public void AddParameter(IDbCommand command, string name)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = ids;
            command.Parameters.Add(parameter);
        }
    }
}
