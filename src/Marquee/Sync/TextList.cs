using System.Data;
using System.Text.Json;
using Dapper;
using Marquee.Storage;

namespace Marquee.Sync;

/// <summary>A list of texts as one parameter named <c>@some</c>, however long it is.</summary>
static class TextList
{
    /// <summary>The test for membership: <c>"id " + TextList.In(dialect)</c>.</summary>
    public static string In(Dialect dialect) => dialect.Engine == Engine.Sqlite ? "in (select value from json_each(@some))" : "= any(@some)";

    public static DynamicParameters Of(Dialect dialect, IEnumerable<string> texts, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.Add("some", dialect.Engine == Engine.Sqlite ? JsonSerializer.Serialize(texts) : new Whole([.. texts]));
        return parameters;
    }

    /// <summary>An array that stays one parameter; Dapper spells out other lists.</summary>
    sealed class Whole(string[] texts) : SqlMapper.ICustomQueryParameter
    {
        public void AddParameter(IDbCommand command, string name)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = texts;
            command.Parameters.Add(parameter);
        }
    }
}
