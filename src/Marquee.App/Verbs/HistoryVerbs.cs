using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Integrations.Exports;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Watching.Importing;

namespace Marquee.App.Verbs;

/// <summary>`marquee import history FILE` for a member's own files, and what they ask.</summary>
static class HistoryVerbs
{
    static readonly Argument<string> File = new("FILE") { Description = "help.import.file" };
    static readonly Option<bool> Yes = new("--yes", "--apply") { Description = "help.import.apply" };
    static readonly Option<bool> TakeFile = new("--take-file") { Description = "help.import.takeFile" };
    static readonly Option<string?> Map = new("--map") { Description = "help.import.map", HelpName = "MEANING=COLUMN,..." };
    static readonly Option<string?> Profile = new("--profile") { Description = "help.import.profile", HelpName = "NAME" };
    static readonly Argument<long> Id = new("ID") { Description = "help.import.id" };
    static readonly Argument<int> Row = new("ROW") { Description = "help.import.row" };
    static readonly Argument<string> Title = new("TITLE") { Description = "help.import.title" };
    static readonly Option<int?> RowOption = new("--row") { Description = "help.import.undoRow", HelpName = "ROW" };

    public static Command Import() => new Command("history", "help.verb.history") { File, Yes, TakeFile, Map, Profile, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            await using var file = Open(verb.Get(File));
            using var form = new MultipartFormDataContent { { new StreamContent(file), "file", Path.GetFileName(verb.Get(File)) } };
            Add(form, "mapping", Mapping(verb.Get(Map)) is { } mapping ? Mappings.Write(mapping) : null);
            Add(form, "profile", verb.Get(Profile));
            var preview = await server.Post<ImportPreview>("/api/v1/imports", form, verb.Cancellation);
            if (verb.Get(Yes) && Changes(verb, preview))
            {
                await server.Follow($"/api/v1/imports/{preview.Id}/apply{(verb.Get(TakeFile) ? "?conflicts=file" : "")}", null, verb.Terminal, verb.Cancellation);
                preview = await server.Get<ImportPreview>($"/api/v1/imports/{preview.Id}", verb.Cancellation);
            }

            HistoryReport.Show(verb, preview);
        },
        async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var imports = alone.Get<HistoryImports>();
            await using var file = Open(verb.Get(File));
            var preview = await imports.Preview(viewer, file, Path.GetFileName(verb.Get(File)), verb.Cancellation, new ReadingChoices(Mapping(verb.Get(Map)), verb.Get(Profile)));
            if (verb.Get(Yes) && Changes(verb, preview))
            {
                var started = await imports.Apply(viewer, preview.Id, verb.Cancellation, verb.Get(TakeFile));
                await alone.FollowWaiting(started!.Job ?? throw new Refusal("app.otherImport"), verb.Terminal, verb.Cancellation);
                preview = await imports.Find(viewer, preview.Id, verb.Cancellation) ?? preview;
            }

            HistoryReport.Show(verb, preview);
        });

    public static Command Questions() => new Command("questions", "help.verb.questions") { Id, Verb.MemberOption }.Writes(
        async (verb, server) => HistoryReport.Show(verb, await server.Get<ImportQuestionPage>($"/api/v1/imports/{verb.Get(Id)}/questions?limit=200", verb.Cancellation)),
        async (verb, alone) => HistoryReport.Show(verb, Found(verb, await alone.Get<ImportQuestions>().Open(await alone.Viewer(verb.Member, verb.Cancellation), verb.Get(Id), 0, 200, verb.Cancellation))));

    public static Command Answer() => new Command("answer", "help.verb.answer") { Id, Row, Title, Verb.MemberOption }.Writes(
        async (verb, server) => HistoryReport.Show(verb, await server.Post<ImportAnswered>(
            $"/api/v1/imports/{verb.Get(Id)}/rows/{verb.Get(Row)}/answer", new ImportAnswer(Asked(verb)?.ToString()), verb.Cancellation)),
        async (verb, alone) => HistoryReport.Show(verb, Found(verb, await alone.Get<ImportQuestions>().Answer(
            await alone.Viewer(verb.Member, verb.Cancellation), verb.Get(Id), verb.Get(Row), Asked(verb), verb.Cancellation))));

    /// <summary>A preview that waits: of the watched folder, of a public list, or after its questions were answered.</summary>
    public static Command Apply() => new Command("apply", "help.verb.applyImport") { Id, TakeFile, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var preview = await server.Get<ImportPreview>($"/api/v1/imports/{verb.Get(Id)}", verb.Cancellation);
            if (Changes(verb, preview))
            {
                await server.Follow($"/api/v1/imports/{preview.Id}/apply{(verb.Get(TakeFile) ? "?conflicts=file" : "")}", null, verb.Terminal, verb.Cancellation);
            }

            HistoryReport.Show(verb, await server.Get<ImportPreview>($"/api/v1/imports/{preview.Id}", verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var (viewer, imports) = (await alone.Viewer(verb.Member, verb.Cancellation), alone.Get<HistoryImports>());
            if (Changes(verb, Found(verb, await imports.Find(viewer, verb.Get(Id), verb.Cancellation))))
            {
                var started = Found(verb, await imports.Apply(viewer, verb.Get(Id), verb.Cancellation, verb.Get(TakeFile)));
                await alone.FollowWaiting(started.Job ?? throw new Refusal("app.otherImport"), verb.Terminal, verb.Cancellation);
            }

            HistoryReport.Show(verb, Found(verb, await imports.Find(viewer, verb.Get(Id), verb.Cancellation)));
        });

    public static Command Undo() => new Command("undo", "help.verb.undoImport") { Id, RowOption, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            if (verb.Get(RowOption) is { } row)
            {
                await server.Post<FactAnswer>($"/api/v1/imports/{verb.Get(Id)}/rows/{row}/undo", null, verb.Cancellation);
            }
            else
            {
                await server.Follow($"/api/v1/imports/{verb.Get(Id)}/undo", null, verb.Terminal, verb.Cancellation);
            }

            HistoryReport.Show(verb, await server.Get<ImportPreview>($"/api/v1/imports/{verb.Get(Id)}", verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var (viewer, imports) = (await alone.Viewer(verb.Member, verb.Cancellation), alone.Get<HistoryImports>());
            if (verb.Get(RowOption) is { } row)
            {
                _ = await imports.UndoRow(viewer, verb.Get(Id), row, verb.Cancellation) ?? throw new Refusal("app.noImport", ("id", verb.Get(Id)));
            }
            else
            {
                var started = Found(verb, await imports.Undo(viewer, verb.Get(Id), verb.Cancellation));
                await alone.FollowWaiting(started.Job ?? throw new Refusal("app.otherImport"), verb.Terminal, verb.Cancellation);
            }

            HistoryReport.Show(verb, Found(verb, await imports.Find(viewer, verb.Get(Id), verb.Cancellation)));
        });

    static bool Changes(Verb verb, ImportPreview preview) => preview.Waiting > 0 || (verb.Get(TakeFile) && preview.Counts.Conflicting > 0);

    static T Found<T>(Verb verb, T? found) where T : class => found ?? throw new Refusal("app.noImport", ("id", verb.Get(Id)));

    /// <returns>Null for the word "none".</returns>
    static TitleId? Asked(Verb verb) => verb.Get(Title).Equals("none", StringComparison.OrdinalIgnoreCase) ? null
        : TitleId.TryParse(verb.Get(Title), null, out var id) ? id : throw new Refusal("app.import.titleId", ("title", verb.Get(Title)));

    static void Add(MultipartFormDataContent form, string name, string? value)
    {
        if (value is not null)
        {
            form.Add(new StringContent(value), name);
        }
    }

    /// <param name="text"><c>name=1,year=2,rating=4</c>: columns count from 1.</param>
    static ColumnMapping? Mapping(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var columns = new Dictionary<int, ColumnMeaning>();
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is not [var name, var at]
                || !Enum.TryParse<ColumnMeaning>(name, ignoreCase: true, out var meaning) || !Enum.IsDefined(meaning)
                || !int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var column) || column < 1)
            {
                throw new Refusal("app.import.mapRule", ("pair", pair), ("meanings", string.Join(", ", Enum.GetNames<ColumnMeaning>())));
            }

            columns[column - 1] = meaning;
        }

        return new ColumnMapping { Columns = columns };
    }

    static FileStream Open(string file)
    {
        try
        {
            return System.IO.File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "app.unreadable", ("file", file), ("why", e.Message));
        }
    }
}
