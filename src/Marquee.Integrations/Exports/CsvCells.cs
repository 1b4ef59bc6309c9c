using System.Text;

namespace Marquee.Integrations.Exports;

/// <summary>
/// Splits separated text into rows and cells (RFC 4180) and forgives what people's programs do to it: quotes inside unquoted
/// cells, text after a closing quote, any line ending, a quote that is never closed. It knows the line a row starts on, which
/// a rejects file needs and the general readers lose in quoted line breaks.
/// </summary>
sealed class CsvCells(string text, char separator)
{
    /// <summary>A quoted cell over more lines than any review has: its quote is a stray character.</summary>
    const int LongestCell = 500;

    readonly StringBuilder _cell = new();

    /// <returns>Each row with the number of its first line, also empty ones.</returns>
    public IEnumerable<(int Line, List<string> Cells)> Rows()
    {
        var at = 0;
        var line = 1;
        while (at < text.Length)
        {
            var cells = new List<string>(20);
            var first = line;
            (at, line) = Row(at, line, cells);
            yield return (first, cells);
        }
    }

    (int At, int Line) Row(int at, int line, List<string> cells)
    {
        while (true)
        {
            var start = Blank(at);
            var closed = start < text.Length && text[start] == '"' ? Closing(start + 1) : null;
            if (closed is { } end)
            {
                (at, line) = (end.At, line + end.Lines);
            }
            else
            {
                _cell.Clear();
            }

            var rest = at;
            while (at < text.Length && text[at] != separator && text[at] is not '\n' and not '\r')
            {
                at++;
            }

            var tail = text.AsSpan(rest, at - rest);
            cells.Add(closed is not null && tail.IsWhiteSpace() ? _cell.ToString() : _cell.Append(tail).ToString());
            if (at >= text.Length)
            {
                return (at, line);
            }

            if (text[at] != separator)
            {
                return (at + (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1), line + 1);
            }

            at++;
        }
    }

    /// <summary>Past the spaces that some programs write between a separator and a quote.</summary>
    int Blank(int at)
    {
        var past = at;
        while (past < text.Length && text[past] == ' ')
        {
            past++;
        }

        return past < text.Length && text[past] == '"' ? past : at;
    }

    /// <summary>Reads a quoted cell into <see cref="_cell"/>.</summary>
    /// <returns>Where it goes on behind the closing quote; null when there is none in reach.</returns>
    (int At, int Lines)? Closing(int at)
    {
        _cell.Clear();
        var lines = 0;
        for (; at < text.Length && lines <= LongestCell; at++)
        {
            var c = text[at];
            if (c == '"')
            {
                if (at + 1 >= text.Length || text[at + 1] != '"')
                {
                    return (at + 1, lines);
                }

                at++;
            }
            else if (c == '\n' || (c == '\r' && (at + 1 >= text.Length || text[at + 1] != '\n')))
            {
                lines++;
            }

            _cell.Append(c);
        }

        return null;
    }
}
