using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Catalog;

/// <summary>IMDb's conditions for its data sets, accepted once for the whole house before the first import.</summary>
public sealed class ImdbTerms(Settings settings, TimeProvider time)
{
    const string Setting = "imdb.terms";

    public const string Conditions = "https://developer.imdb.com/non-commercial-datasets/";

    /// <summary>Stands wherever IMDb's data is shown, in the words that IMDb asks for.</summary>
    public const string Attribution = "Information courtesy of IMDb (https://www.imdb.com). Used with permission.";

    public static readonly Text Terms = new("catalog.terms", ("conditions", Conditions));

    public async Task<bool> Accepted(CancellationToken ct) => await settings.Find<long?>(Setting, ct) is not null;

    public Task Accept(CancellationToken ct) => settings.Set(Setting, time.GetUtcNow().ToUnixTimeSeconds(), ct);

    /// <exception cref="Refusal">Nobody has accepted them yet.</exception>
    public async Task RefuseUnaccepted(CancellationToken ct)
    {
        if (!await Accepted(ct))
        {
            throw new Refusal("catalog.termsFirst", ("terms", Terms));
        }
    }
}
