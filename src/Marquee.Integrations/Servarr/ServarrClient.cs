namespace Marquee.Integrations.Servarr;

/// <summary>What Radarr and Sonarr have in common. No call throws for what the server does; each honours its cancellation.</summary>
public abstract class ServarrClient
{
    private protected ServarrClient(ServarrApi api)
    {
        Api = api;
        Commands = new ServarrCommands(api);
        Activity = new ServarrActivity(api);
        Webhooks = new ServarrWebhooks(api);
    }

    private protected ServarrApi Api { get; }

    public ServarrProgram Program => Api.Program;

    public ServarrCommands Commands { get; }

    public ServarrActivity Activity { get; }

    public ServarrWebhooks Webhooks { get; }

    /// <summary>Whether it is there, is this program and takes the key: <c>GET system/status</c>.</summary>
    public async Task<ServarrAnswer<ServarrStatus>> Status(CancellationToken ct)
    {
        var answer = await Api.Get("system/status", ServarrJson.Default.ServarrStatus, ct);
        return answer switch
        {
            Got<ServarrStatus>(var status) when !status.AppName.Equals(Program.ToString(), StringComparison.OrdinalIgnoreCase) => Api.Troubles.OtherProgram(status.AppName),
            NotGot<ServarrStatus>(NotThere) => Api.Troubles.NotApi,
            _ => answer,
        };
    }

    public Task<ServarrAnswer<IReadOnlyList<HealthComplaint>>> Health(CancellationToken ct) => Api.List("health", ServarrJson.Default.IReadOnlyListHealthComplaint, ct);

    public Task<ServarrAnswer<IReadOnlyList<QualityProfile>>> QualityProfiles(CancellationToken ct) => Api.List("qualityprofile", ServarrJson.Default.IReadOnlyListQualityProfile, ct);

    public Task<ServarrAnswer<IReadOnlyList<RootFolder>>> RootFolders(CancellationToken ct) => Api.List("rootfolder", ServarrJson.Default.IReadOnlyListRootFolder, ct);

    public Task<ServarrAnswer<IReadOnlyList<ServarrTag>>> Tags(CancellationToken ct) => Api.List("tag", ServarrJson.Default.IReadOnlyListServarrTag, ct);

    /// <summary>The tag of that name, made when it is not there: <c>POST tag</c>.</summary>
    /// <param name="label">Letters, digits and hyphens; the server refuses others and writes it in lower case.</param>
    public Task<ServarrAnswer<ServarrTag>> Tag(string label, CancellationToken ct) => Tags(ct).Then(async tags =>
        tags.FirstOrDefault(tag => string.Equals(tag.Label, label, StringComparison.OrdinalIgnoreCase)) is { } there
            ? new Got<ServarrTag>(there)
            : await Api.Send(HttpMethod.Post, "tag", new TagToMake(label), ServarrJson.Default.TagToMake, ServarrJson.Default.ServarrTag, ct));

    /// <param name="path">Of the film or series, given the word whether its files are deleted.</param>
    /// <param name="folder">Where its files lie now.</param>
    private protected async Task<ServarrAnswer<Done>> Delete(int id, FilesToo? files, Func<CancellationToken, Task<ServarrAnswer<string?>>> folder, Func<string, string> path, CancellationToken ct)
    {
        if (files is not null)
        {
            var there = await folder(ct);
            if (there is not Got<string?>(var now))
            {
                return there is NotGot<string?>(NotThere) ? new Got<Done>(default) : there.Map(_ => default(Done));
            }

            if (!files.Meant(id, now))
            {
                return new NotConfirmed("servarr.otherFolder", ("confirmed", files.Folder), ("there", now ?? "?"));
            }
        }

        return await Api.Delete(path(Word(files is not null)), ct);
    }

    private protected static string Word(bool value) => value ? "true" : "false";
}

sealed record TagToMake(string Label);
