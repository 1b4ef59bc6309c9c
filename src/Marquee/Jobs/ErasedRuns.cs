using Marquee.Storage;

namespace Marquee.Jobs;

/// <summary>What ran for a member who leaves. Nobody leaves while work of theirs may still write.</summary>
sealed class ErasedRuns : IMemberErasure
{
    public Store Store => Store.Jobs;

    public async Task Erase(Writing writing, long member)
    {
        await writing.Execute("delete from jobs.run where member = @member and state not in ('queued', 'running')", new { member });
        if (await writing.First<long>("select count(*) from jobs.run where member = @member", new { member }) > 0)
        {
            throw new Refusal("jobs.memberBusy");
        }
    }
}

/// <summary>What a member who leaves has asked for: what nobody has begun is not begun any more.</summary>
sealed class ErasedIntents : IMemberErasure
{
    public Task Erase(Writing writing, long member) => writing.Execute("delete from house.intent where member = @member", new { member });
}
