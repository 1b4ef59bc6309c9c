using System.Globalization;
using System.Xml.Linq;

namespace Marquee.Watching.Review;

/// <summary>The shapes behind a year's number: a projector's beam, suns over hills, or reels, in turn. They keep to the upper third.</summary>
static class PictureMotif
{
    const int Foot = 470;

    public static IEnumerable<XElement> Of(int year, PictureInks inks) => (year % 3) switch
    {
        0 => Beam(inks),
        1 => Hills(inks),
        _ => Reels(inks),
    };

    static IEnumerable<XElement> Beam(PictureInks inks) =>
    [
        ReviewPicture.Path($"M1080 96L330 {Foot}H1080z", inks.Quiet),
        ReviewPicture.Path($"M1080 96L700 {Foot}H1080z", inks.Strong),
        ReviewPicture.Circle(1000, 150, 70, inks.Bright),
    ];

    static IEnumerable<XElement> Hills(PictureInks inks) =>
    [
        ReviewPicture.Circle(900, 170, 92, inks.Bright),
        ReviewPicture.Path($"M560 {Foot}C720 250 860 250 1080 330V{Foot}z", inks.Strong),
        ReviewPicture.Path($"M0 {Foot}C300 300 620 380 1080 {Foot}z", inks.Quiet),
    ];

    static IEnumerable<XElement> Reels(PictureInks inks)
    {
        yield return ReviewPicture.Circle(880, 262, 208, inks.Strong);
        yield return ReviewPicture.Circle(880, 262, 44, inks.Ground);
        for (var hole = 0; hole < 6; hole++)
        {
            var (sine, cosine) = Math.SinCos(hole * Math.PI / 3);
            yield return ReviewPicture.Circle(880 + (124 * cosine), 262 + (124 * sine), 46, hole == 4 ? inks.Bright : inks.Ground);
        }

        yield return ReviewPicture.Path(string.Create(CultureInfo.InvariantCulture, $"M0 {Foot - 26}H1080V{Foot}H0z"), inks.Quiet);
    }
}
