using Marquee.Integrations.Servarr;
using Marquee.Storage.Secrets;
using Marquee.Texts;

namespace Marquee.Acquisition.Servers;

/// <summary>What a server lets one choose from, as it says it.</summary>
public sealed record ConnectionChoices(IReadOnlyList<ProfileChoice> QualityProfiles, IReadOnlyList<FolderChoice> RootFolders, IReadOnlyList<string> Tags);

/// <param name="Id">Of the server.</param>
public sealed record ProfileChoice(int Id, string Name);

/// <param name="Free">Bytes; null when the server does not know.</param>
public sealed record FolderChoice(string Path, bool Accessible, long? Free);

/// <summary>How a server answered.</summary>
/// <param name="Problem">The class of trouble in plain words, never what the server sent; null when it works.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Choices">Null when there was trouble.</param>
public sealed record ConnectionTest(Text? Problem, string? Version, ConnectionChoices? Choices);

/// <summary>Asks a server whether it is there, is the program that it should be, takes the key, and what one can choose there.</summary>
public sealed class ConnectionCheck(Connections connections, ServarrClients clients)
{
    /// <summary>One that is not stored yet.</summary>
    /// <returns>A problem also when the address or the key is none.</returns>
    public async Task<ConnectionTest> Test(ConnectionDraft draft, SecretText key, CancellationToken ct) =>
        ServarrConnection.From(draft.Address, key.Reveal(), draft.OnThisMachine) is { } where
            ? Told(await Ask(draft.Kind, where, ct))
            : new ConnectionTest(new Text("servers.addressOrKey"), null, null);

    /// <summary>A stored one; how it went is written down.</summary>
    public async Task<ConnectionTest> Test(Connection connection, CancellationToken ct)
    {
        var answer = await Open(connection, (where, token) => Ask(connection.Kind, where, token), ct);
        if (answer is Got<Found>(var found))
        {
            await connections.Speaks(connection.Id, found.Api, ct);
        }

        var told = answer is null ? new ConnectionTest(new Text("servers.noKey", ("name", connection.Name)), null, null) : Told(answer);
        await connections.Note(connection.Id, told.Problem, ct);
        return told;
    }

    /// <summary>The client for what both programs have in common.</summary>
    /// <returns>Null when the key is gone.</returns>
    public async Task<ServarrClient?> Client(Connection connection, CancellationToken ct) => await connections.Open(connection, ct) is not { } where ? null
        : connection.Kind == ServarrProgram.Radarr ? clients.Radarr(where) : clients.Sonarr(where, connection.SonarrVersion);

    async Task<ServarrAnswer<Found>?> Open(Connection connection, Func<ServarrConnection, CancellationToken, Task<ServarrAnswer<Found>>> ask, CancellationToken ct) =>
        await connections.Open(connection, ct) is { } where ? await ask(where, ct) : null;

    async Task<ServarrAnswer<Found>> Ask(ServarrProgram kind, ServarrConnection where, CancellationToken ct)
    {
        if (kind == ServarrProgram.Radarr)
        {
            return await Ask(clients.Radarr(where), Connections.OldestApi, ct);
        }

        return await (await clients.VersionOf(where, ct)).Then(version => Ask(clients.Sonarr(where, version), version.ToString().ToLowerInvariant(), ct));
    }

    static async Task<ServarrAnswer<Found>> Ask(ServarrClient client, string api, CancellationToken ct) =>
        await (await client.Status(ct)).Then(async status => await (await client.QualityProfiles(ct)).Then(async profiles =>
            await (await client.RootFolders(ct)).Then(async folders => (await client.Tags(ct)).Map(tags => new Found(api, status.Version, Choices(profiles, folders, tags))))));

    static ConnectionChoices Choices(IReadOnlyList<QualityProfile> profiles, IReadOnlyList<RootFolder> folders, IReadOnlyList<ServarrTag> tags) => new(
        [.. profiles.Select(p => new ProfileChoice(p.Id, p.Name ?? $"{p.Id}"))],
        [.. folders.Select(f => new FolderChoice(f.Path, f.Accessible, f.FreeSpace))],
        [.. tags.Select(t => t.Label).OfType<string>().Order(StringComparer.Ordinal)]);

    static ConnectionTest Told(ServarrAnswer<Found> answer) => answer switch
    {
        Got<Found>(var found) => new ConnectionTest(null, found.Version, found.Choices),
        NotGot<Found>(var why) => new ConnectionTest(new Text(why.Code, why.Values), null, null),
        _ => throw new InvalidOperationException("An answer is one or none."),
    };

    sealed record Found(string Api, string? Version, ConnectionChoices Choices);
}
