using System.Xml.Linq;
using Dapper;
using Marquee.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Marquee.Access;

/// <summary>The framework's key ring as rows of <c>house</c>, so that every process has the same and a backup carries it.</summary>
sealed class KeyRing(Database database, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Load().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        database.Write(Store.House, w => w.Execute(
            "insert into house.key_ring (name, xml, created_at) values (@name, @xml, @now)",
            new { name = friendlyName, xml = element.ToString(SaveOptions.DisableFormatting), now = time.GetUtcNow().ToUnixTimeSeconds() }), CancellationToken.None)
        .GetAwaiter().GetResult();

    async Task<IReadOnlyCollection<XElement>> Load()
    {
        await using var connection = await database.Read(CancellationToken.None);
        return [.. (await connection.QueryAsync<string>("select xml from house.key_ring order by id")).Select(x => XElement.Parse(x))];
    }
}
