using Marquee.Catalog.Ceilings;
using Marquee.Integrations.Tmdb;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;

namespace Marquee.Catalog.Ages;

/// <summary>How the last round of questions went.</summary>
public sealed record AgeRoundState
{
    /// <summary>Null before the first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Good or bad; null before the first.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last that went well.</summary>
    public DateTimeOffset? GoodAt { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }

    /// <summary>The first failure after the last good round.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>As <see cref="StoredText"/> writes it; null when the last round went well.</summary>
    public string? Failure { get; init; }

    /// <summary>The source asked to be left alone until then.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <param name="KeySince">Null: no key, and nothing is asked.</param>
/// <param name="Country">Whose certificates decide; null when the house has chosen none, and the strictest decides.</param>
/// <param name="Next">The next round; null without a key. May lie in the past: then it comes within minutes.</param>
public sealed record AgeSourceState(DateTimeOffset? KeySince, string? Country, AgeCounts Counts, DateTimeOffset? Next, AgeRoundState Round)
{
    public Text? Failure => StoredText.Read(Round.Failure);
}

/// <summary>The connection to TMDB as the source of ages: off until a host stores a key, which nobody gets to read again.</summary>
public sealed class AgeSource(Database database, SecretVault vault, Settings settings, TmdbClient client, TimeProvider time)
{
    public const string SecretName = "tmdb/key";

    /// <summary>Stands wherever its data is shown, in the words that TMDB asks for.</summary>
    public const string Attribution = "This product uses the TMDB API but is not endorsed or certified by TMDB.";

    const string RoundSetting = "age.tmdb";

    internal AgeStore Store { get; } = new(database);

    public async Task<AgeSourceState> Find(CancellationToken ct)
    {
        var (since, round) = (await KeySince(ct), await Round(ct));
        return new AgeSourceState(
            since, await settings.Find<string>(SourceAges.CountrySetting, ct), await Store.Counts(TmdbClient.Source, ct),
            since is null ? null : AgePlan.Next(round, time.GetUtcNow(), time.LocalTimeZone), round);
    }

    /// <summary>Stores a key in place of the one before; the next round comes within minutes.</summary>
    /// <exception cref="Refusal">It has not the form of one.</exception>
    public async Task SetKey(SecretText key, CancellationToken ct)
    {
        if (TmdbKey.Parse(key.Reveal()) is null)
        {
            throw new Refusal("ages.keyForm");
        }

        await database.Write(Storage.Store.House, async house =>
        {
            await vault.Put(house, SecretName, new SecretText(key.Reveal().Trim()));
            await settings.Set(house, RoundSetting, new AgeRoundState());
        }, ct);
    }

    /// <summary>Nothing is asked any more; ages stay as long as TMDB lets them be kept.</summary>
    /// <returns>False when there was none.</returns>
    public Task<bool> RemoveKey(CancellationToken ct) => vault.Remove(SecretName, ct);

    /// <param name="country">ISO 3166-1; null lets the strictest certificate decide.</param>
    /// <exception cref="Refusal">It is none whose certificates are understood.</exception>
    public async Task SetCountry(string? country, CancellationToken ct)
    {
        if (country is not null && !Certificates.Countries.Contains(country))
        {
            throw new Refusal("ages.country", ("country", country));
        }

        await database.Write(Storage.Store.House, async house =>
        {
            await settings.Set(house, SourceAges.CountrySetting, country);
            await CeilingStore.Changed(house);
        }, ct);
    }

    /// <summary>Asks whether the stored key works.</summary>
    /// <returns>Why not; null when it does.</returns>
    /// <exception cref="Refusal">There is none, or it cannot be read.</exception>
    public async Task<Text?> Test(CancellationToken ct) => await client.Test(await Key(ct) ?? throw new Refusal("ages.noKey"), ct) switch
    {
        TmdbWelcome => null,
        TmdbRefused refused => new Text(refused.Code, refused.Values),
        TmdbUnreadable unreadable => new Text(unreadable.Code, unreadable.Values),
        _ => new Text("ages.unreadable", ("host", "TMDB")),
    };

    /// <summary>Also when there is only something to forget.</summary>
    internal async Task<bool> IsDue(CancellationToken ct) => await KeySince(ct) is not null
        ? AgePlan.Next(await Round(ct), time.GetUtcNow(), time.LocalTimeZone) <= time.GetUtcNow()
        : await Store.Oldest(TmdbClient.Source, ct) < (time.GetUtcNow() - AgePlan.Kept).ToUnixTimeSeconds();

    async Task<DateTimeOffset?> KeySince(CancellationToken ct) => (await vault.All(ct)).FirstOrDefault(secret => secret.Name == SecretName)?.SetSince;

    /// <returns>Null without one.</returns>
    internal async Task<TmdbKey?> Key(CancellationToken ct) => await vault.Use(SecretName, ct) is { } secret ? TmdbKey.Parse(secret.Reveal()) : null;

    internal async Task<AgeRoundState> Round(CancellationToken ct) => await settings.Find<AgeRoundState>(RoundSetting, ct) ?? new AgeRoundState();

    internal Task Begin(AgeRoundState round, CancellationToken ct) => settings.Set(RoundSetting, round, ct);

    /// <summary>How a round went. It says nothing about a key that was stored meanwhile, whose first round is still to come.</summary>
    internal Task End(AgeRoundState begun, AgeRoundState ended, CancellationToken ct) => database.Write(Storage.Store.House, async house =>
    {
        if (await Settings.Find<AgeRoundState>(house, RoundSetting) is { } now && now.StartedAt == begun.StartedAt)
        {
            await settings.Set(house, RoundSetting, ended);
        }
    }, ct);
}
