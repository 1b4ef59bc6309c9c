using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Access;

/// <summary>
/// Takes a member out of the house with all that is theirs: ways in, keys, history, lists, files. What their facts said is
/// blanked; the rows stay, so that those who read the journal do not lose their place. Backups made before still hold it all.
/// </summary>
public sealed partial class MemberRemoval(Database database, IEnumerable<IMemberErasure> rooms, ILogger<MemberRemoval> log)
{
    /// <exception cref="Refusal">Work of the member is still running.</exception>
    public async Task<MemberChange> Remove(long id, CancellationToken ct)
    {
        if (await database.Write(Store.House, writing => Verdict(writing, id), ct) is var verdict and not MemberChange.Done)
        {
            return verdict;
        }

        foreach (var room in rooms.Where(r => r.Store != Store.House))
        {
            await database.Write(room.Store, writing => room.Erase(writing, id), ct);
        }

        var change = await database.Write(Store.House, writing => Erase(writing, id), ct);
        if (change == MemberChange.Done)
        {
            Left(id);
        }

        return change;
    }

    async Task<MemberChange> Erase(Writing writing, long id)
    {
        if (await Verdict(writing, id) is var verdict and not MemberChange.Done)
        {
            return verdict;
        }

        foreach (var room in rooms.Where(r => r.Store == Store.House))
        {
            await room.Erase(writing, id);
        }

        await writing.Execute("delete from house.member where id = @id", new { id });
        return MemberChange.Done;
    }

    static async Task<MemberChange> Verdict(Writing writing, long id)
    {
        await Members.LockMembers(writing);
        var there = await writing.First<long>("select count(*) from house.member where id = @id", new { id }) > 0;
        return !there ? MemberChange.NotThere
            : await Members.AnotherHost(writing, id) ? MemberChange.Done
            : MemberChange.LastHost;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Member {Member} was removed with all that was theirs")]
    partial void Left(long member);
}

/// <summary>The ways in of a member who leaves, and the invitations that they made.</summary>
sealed class ErasedAccess : IMemberErasure
{
    public Task Erase(Writing writing, long member) => writing.Execute("""
        delete from house.session where member = @member;
        delete from house.one_time_link where member = @member;
        delete from house.api_key where member = @member;
        delete from house.credential where member = @member;
        delete from house.sign_in where member = @member;
        delete from house.invitation where member = @member or made_by = @member;
        """, new { member });
}
