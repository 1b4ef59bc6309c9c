using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>IMDb's conditions for its data sets, accepted once for the whole house before the first import.</summary>
public sealed class ImdbTerms(Settings settings, TimeProvider time)
{
    const string Setting = "imdb.terms";

    public const string Conditions = "https://developer.imdb.com/non-commercial-datasets/";

    /// <summary>Stands wherever IMDb's data is shown, in the words that IMDb asks for.</summary>
    public const string Attribution = "Information courtesy of IMDb (https://www.imdb.com). Used with permission.";

    public const string Text =
        "IMDb gives its data sets away for personal and non-commercial use only. You may keep a copy for yourself and your household; "
        + "you may not publish it again, pass it on, or use it to make money. IMDb can change or end this. Its full conditions: " + Conditions;

    public async Task<bool> Accepted(CancellationToken ct) => await settings.Find<long?>(Setting, ct) is not null;

    public Task Accept(CancellationToken ct) => settings.Set(Setting, time.GetUtcNow().ToUnixTimeSeconds(), ct);

    /// <exception cref="Refusal">Nobody has accepted them yet.</exception>
    public async Task RefuseUnaccepted(CancellationToken ct)
    {
        if (!await Accepted(ct))
        {
            throw new Refusal($"{Text} To import, accept these terms: with --accept-terms, or by the button on the import page.");
        }
    }
}
