using System.Xml.Linq;
using Dapper;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Marquee.Access;

/// <summary>The framework's key ring as secrets of the house, so that every process has the same and a backup carries it sealed.</summary>
sealed class KeyRing(Database database, SecretVault vault) : IXmlRepository
{
    const string Prefix = "key-ring/";

    public IReadOnlyCollection<XElement> GetAllElements() => Load().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        vault.Put(Prefix + friendlyName, Text(element.ToString(SaveOptions.DisableFormatting)), CancellationToken.None).GetAwaiter().GetResult();

    async Task<IReadOnlyCollection<XElement>> Load()
    {
        await SealReadable();
        return [.. (await vault.UseAll(Prefix, CancellationToken.None)).Select(secret => XElement.Parse(secret.Reveal()))];
    }

    /// <summary>Houses of before have their ring in <c>house.key_ring</c> for everybody to read who reads the database.</summary>
    async Task SealReadable()
    {
        await using (var connection = await database.Read(CancellationToken.None))
        {
            if (await connection.ExecuteScalarAsync<long>("select count(*) from house.key_ring") == 0)
            {
                return;
            }
        }

        await database.Write(Store.House, async writing =>
        {
            if (writing.Dialect.Engine == Engine.Sqlite)
            {
                await writing.Execute("pragma house.secure_delete = on"); // the freed pages are overwritten
            }

            foreach (var row in await writing.Query<Row>("select id, name, xml from house.key_ring order by id"))
            {
                await vault.Put(writing, Prefix + row.Name, Text(row.Xml));
                await writing.Execute("delete from house.key_ring where id = @Id", new { row.Id });
            }
        }, CancellationToken.None);
    }

    static SecretText Text(string xml) => new(xml);

    sealed record Row
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Xml { get; init; } = "";
    }
}
