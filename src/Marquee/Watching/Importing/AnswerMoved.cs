using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>A remembered answer that named a title which is merged into another one.</summary>
sealed record AnswerMoved
{
    public long Member { get; init; }

    public string Key { get; init; } = "";

    public static async Task<IReadOnlyList<AnswerMoved>> Move(Writing house, TitleId from, TitleId to)
    {
        var titles = new { from = from.Number, to = to.Number };
        var answers = await house.Query<AnswerMoved>("select member, key from house.match_answer where title = @from order by member, key", titles);
        await house.Execute("update house.match_answer set title = @to where title = @from", titles);
        return answers;
    }

    /// <summary>What the member has answered anew since stays.</summary>
    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<AnswerMoved> answers)
    {
        foreach (var answer in answers)
        {
            await house.Execute(
                "update house.match_answer set title = @from where member = @Member and key = @Key and title = @to",
                new { answer.Member, answer.Key, from = from.Number, to = to.Number });
        }
    }
}
