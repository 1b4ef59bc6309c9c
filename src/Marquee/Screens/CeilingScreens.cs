using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Screens;

/// <summary>Says to hosts what children see.</summary>
public sealed class CeilingScreens(Members members, ChildCeilings ceilings, Sights sights, Titles titles, TitleCards cards)
{
    /// <returns>The child, or why there is none with this number.</returns>
    public async Task<(Member? Child, ProblemHttpResult? Problem)> Child(long id, CancellationToken ct) => await members.Find(id, ct) switch
    {
        null => (null, Problems.NotFound("access.member.noSuch")),
        { Role: not Role.Child } other => (null, Problems.Of(StatusCodes.Status409Conflict, "screens.noChild", ("name", other.Name))),
        var child => (child, null),
    };

    public async Task<CeilingScreen> Of(Viewer host, Member child, CancellationToken ct)
    {
        var ceiling = await ceilings.Of(child.Id, ct);
        var said = await cards.Each(host, ceiling.Titles, t => t.Title, (card, t) => new CeilingTitleCard(card, t.Allowed), ct);
        return new CeilingScreen(ceiling.Ceiling.Age, CeilingRuleScreen.Of(ceiling.Ceiling.Rule), (await Sight(child, ct)).Only!.Count, said, ceiling.Ceiling.Without.Names);
    }

    /// <summary>Of a title that is there.</summary>
    public async Task<AudienceScreen> Audience(TitleId id, CancellationToken ct) => await Audience((await titles.Find(id, ct))!, ct);

    public async Task<AudienceScreen> Audience(TitleFacts title, CancellationToken ct)
    {
        var children = new List<AudienceChild>();
        foreach (var child in (await members.All(ct)).Where(m => m.Role == Role.Child))
        {
            var ceiling = await ceilings.Of(child.Id, ct);
            children.Add(new AudienceChild(
                child.Id, child.Name, ceiling.Ceiling.Age, ceiling.Titles.FirstOrDefault(t => t.Title == title.Id)?.Allowed, (await Sight(child, ct)).Shows(title)));
        }

        return new AudienceScreen(await ceilings.Age(title.Id, ct), await ceilings.FromSource(title.Id, ct), children);
    }

    ValueTask<Sight> Sight(Member child, CancellationToken ct) => sights.Of(Viewers.Of(child, Origin.Page), ct);
}
