using Marquee.Access;
using Marquee.Integrations.Exports;
using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Watching.Importing;

/// <param name="Folder">Null when the member's name cannot be that of a folder.</param>
/// <param name="Sources">Of which files there may be: <c>letterboxd</c>.</param>
public sealed record InboxState(string? Folder, IReadOnlyList<string> Sources, IReadOnlyList<ImportPreference> Preferences);

/// <summary>
/// Looks into the watched folder: a file that landed there becomes a preview that waits for its member's yes, or is applied when the
/// member chose so for its source. Then it lies under <c>done</c>, or under <c>refused</c> beside a text that says why.
/// </summary>
public sealed partial class Inbox : IWork<NoArguments>
{
    public const string Name = "history.inbox";

    readonly InboxFolder _folder;
    readonly Members _members;
    readonly HistoryImports _imports;
    readonly ImportPreferences _preferences;
    readonly ILogger<Inbox> _log;

    internal Inbox(InboxFolder folder, Members members, HistoryImports imports, ImportPreferences preferences, ILogger<Inbox> log) =>
        (_folder, _members, _imports, _preferences, _log) = (folder, members, imports, preferences, log);

    public async Task<InboxState> Of(Viewer viewer, CancellationToken ct) => new(_folder.Of(viewer.Name), ExportReader.Sources, await _preferences.Of(viewer, ct));

    /// <summary>Chooses for one source, and makes the member's folder.</summary>
    public async Task<InboxState> Choose(Viewer viewer, ImportPreference preference, CancellationToken ct)
    {
        await _preferences.Set(viewer, preference, ct);
        if (_folder.Of(viewer.Name) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return await Of(viewer, ct);
    }

    internal async Task<bool> IsDue(CancellationToken ct)
    {
        foreach (var member in _folder.Ready().Select(file => file.Member).Distinct(StringComparer.Ordinal))
        {
            if (await _members.ByName(member, ct) is { Disabled: false })
            {
                return true;
            }
        }

        return false;
    }

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var (read, refused) = (0, 0);
        foreach (var file in _folder.Ready())
        {
            if (await _members.ByName(file.Member, ct) is not { Disabled: false } member)
            {
                continue;
            }

            try
            {
                await Take(Viewers.Of(member, Origin.Import), file, ct);
                read++;
            }
            catch (Refusal refusal)
            {
                await File.WriteAllTextAsync(InboxFolder.Put(file, InboxFolder.Refused) + ".txt", refusal.Text + Environment.NewLine, ct);
                refused++;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                NotRead(e, file.Member);
            }
        }

        return new { read, refused };
    }

    async Task Take(Viewer viewer, InboxFile file, CancellationToken ct)
    {
        ImportPreview preview;
        await using (var stream = InboxFolder.Open(file))
        {
            preview = await _imports.Preview(viewer, stream, file.Name, ct, new ReadingChoices(Arrived: "inbox"));
        }

        InboxFolder.Put(file, InboxFolder.Done);
        if (preview is { Waiting: 0, Counts: { Unmatched: 0, Conflicting: 0 } })
        {
            await _imports.Remove(viewer, preview.Id, ct);
        }
        else if (preview.Waiting > 0 && (await _preferences.Of(viewer, ct)).Any(p => p.Source == preview.Source && p.WithoutAsking))
        {
            await _imports.Apply(viewer, preview.Id, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file in the inbox of {Member} could not be read")]
    partial void NotRead(Exception e, string member);
}
