using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to what a member wrote about a title, for themselves alone.</summary>
public sealed class Notes(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    public const int Longest = 20_000;

    readonly TitleWordsChange _words = new(database, known, facts, time);

    /// <param name="note">At most <see cref="Longest"/> characters; null or blank removes it.</param>
    /// <returns>The fact of the change; null when there was nothing to change.</returns>
    public Task<long?> Set(Viewer viewer, TitleId title, string? note, CancellationToken ct)
    {
        var clean = Clean(note);
        return _words.Make(viewer, title, clean is not null, (WatchingFacts.NoteSet, WatchingFacts.NoteRemoved), State, (words, _) => words with { Note = clean }, ct);
    }

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    internal Task<long?> Set(Writing writing, Viewer viewer, TitleId title, string? note)
    {
        var clean = Clean(note);
        return _words.Make(writing, viewer, title, clean is not null, (WatchingFacts.NoteSet, WatchingFacts.NoteRemoved), State, (words, _) => words with { Note = clean });
    }

    /// <returns>As notes are kept; null when nothing is left.</returns>
    internal static string? Clean(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim().ReplaceLineEndings("\n");

    internal static NoteState? State(TitleWords words) => words.Note is { } note ? new NoteState { Note = note } : null;
}
