using System.Globalization;
using System.Text;
using QRCoder;

namespace Marquee.Access;

/// <summary>An address as a picture that a telephone's camera reads.</summary>
static class QrPicture
{
    /// <returns>
    /// An SVG without script, style or address; one unit a square. Black on white in every theme: many cameras do not read it the
    /// other way round.
    /// </returns>
    public static string Svg(Uri address)
    {
        using var squares = QRCodeGenerator.GenerateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        var rows = squares.ModuleMatrix; // with a margin of four, without which cameras do not find it
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{path}"/></svg>""");
    }
}
