using System.CommandLine;

namespace Marquee.App.Verbs;

/// <summary>Every verb of the program, in the order of the help page.</summary>
static class AllVerbs
{
    public static IEnumerable<Command> Make() =>
    [
        ServeVerb.Make(),
        ServeVerb.MakeWork(),
        ImportVerbs.Make(),
        SearchVerb.Make(),
        TonightVerbs.Recommend(),
        TonightVerbs.Best(),
        JobsVerb.Make(),
        MemberVerbs.MakeLink(),
        MemberVerbs.MakeMember(),
        MemberVerbs.MakeKey(),
        DoctorVerb.Make(),
        BackupVerbs.MakeBackup(),
        BackupVerbs.MakeRestore(),
        MoveVerb.Make(),
        MergeVerbs.MakeMerge(),
        MergeVerbs.MakeProposals(),
    ];
}
