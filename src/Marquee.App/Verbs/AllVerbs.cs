using System.CommandLine;
using System.CommandLine.Help;
using Marquee.App.CommandLine;

namespace Marquee.App.Verbs;

/// <summary>Every verb of the program, in the order of the help page.</summary>
static class AllVerbs
{
    /// <summary>The program itself, with what every verb understands.</summary>
    public static Command Root()
    {
        var root = new Command("marquee", "help.verb.marquee")
        {
            new HelpOption { Description = "help.any.help" }, new VersionOption { Description = "help.any.version" }, GlobalOptions.DataOption, GlobalOptions.JsonOption, GlobalOptions.QuietOption,
        };
        foreach (var verb in Make())
        {
            root.Add(verb);
        }

        return root;
    }

    static IEnumerable<Command> Make() =>
    [
        ServeVerb.Make(),
        ServeVerb.MakeWork(),
        ImportVerbs.Make(),
        CatalogVerbs.Make(),
        SearchVerb.Make(),
        TonightVerbs.Recommend(),
        TonightVerbs.Best(),
        BrowseVerb.Make(),
        NextVerb.Make(),
        TitleVerbs.Rate(),
        TitleVerbs.Watch(),
        OwnTitleVerbs.Unwatch(),
        TitleVerbs.Like(),
        TitleVerbs.Unlike(),
        TitleVerbs.NotInterested(),
        OwnTitleVerbs.Note(),
        WatchlistVerb.Make(),
        ListVerbs.Make(),
        StatisticsVerb.Make(),
        ActivityVerbs.Activity(),
        ActivityVerbs.TakeBack(),
        ReviewVerbs.Review(),
        ReviewVerbs.Compare(),
        ExportVerb.Make(),
        ReviewVerbs.Comparing(),
        InboxVerb.Make(),
        SqlVerb.Make(),
        JobsVerb.Make(),
        WayInVerbs.MakeLink(),
        MemberVerbs.Make(),
        WayInVerbs.MakeKey(),
        KeyVerbs.Make(),
        DeviceVerbs.Devices(),
        DeviceVerbs.SignIns(),
        DoctorVerb.Make(),
        BackupVerbs.MakeBackup(),
        BackupVerbs.MakeList(),
        BackupVerbs.MakeRestore(),
        MoveVerb.Make(),
        SecretVerbs.Make(),
        CeilingVerbs.RateAge(),
        AgeVerbs.Make(),
        ConnectionVerbs.Make(),
        WishVerbs.Wish(),
        WishVerbs.All(),
        WishVerbs.Approve(),
        WishVerbs.Refuse(),
        CollectionVerbs.Collection(),
        CollectionVerbs.Reconcile(),
        MergeVerbs.MakeMerge(),
        MergeVerbs.MakeProposals(),
    ];
}
