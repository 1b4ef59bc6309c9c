using System.Text;
using Marquee.Texts;

namespace Marquee.Watching.Export;

/// <summary>Writes a table piece by piece, in UTF-8. Texts are defused; what is written as a number or a word of ours is not asked.</summary>
sealed class CsvText(Stream to)
{
    const int Piece = 64 * 1024;

    readonly StringBuilder _text = new(Piece + 1024);

    /// <param name="cells">Null is an empty one.</param>
    public ValueTask Line(IEnumerable<string?> cells, CancellationToken ct)
    {
        _text.Append(Of(cells));
        return _text.Length < Piece ? ValueTask.CompletedTask : End(ct);
    }

    public async ValueTask End(CancellationToken ct)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(_text.ToString()), ct);
        _text.Clear();
    }

    public static string Of(IEnumerable<string?> cells) => string.Join(',', cells.Select(cell => cell is null ? "" : CsvCell.Of(cell))) + "\r\n";
}
