using System.Globalization;
using System.Text.Json;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>Writes rows as they come, so that millions of them need no memory.</summary>
abstract class SqlOutput(TextWriter to) : ISqlRows
{
    protected TextWriter To { get; } = to;

    public abstract void Columns(IReadOnlyList<string> names);

    public abstract void Row(object?[] values);

    public virtual void End()
    {
    }

    /// <summary>As text for people and spreadsheets; empty for what is null.</summary>
    protected static string Text(object? value) => value switch
    {
        null => "",
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}

/// <summary>RFC 4180 with a heading.</summary>
sealed class SqlCsv(TextWriter to) : SqlOutput(to)
{
    public override void Columns(IReadOnlyList<string> names) => Line(names.Select(CsvCell.Of));

    public override void Row(object?[] values) => Line(values.Select(value => value is string text ? CsvCell.Of(text) : Text(value)));

    void Line(IEnumerable<string> cells)
    {
        To.Write(string.Join(',', cells));
        To.Write("\r\n");
    }
}

/// <summary>An array of objects, one a line.</summary>
sealed class SqlJson(TextWriter to) : SqlOutput(to)
{
    readonly List<string> _names = [];
    bool _any;

    /// <summary>Two columns of one name would be one property: the second gets a number.</summary>
    public override void Columns(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var free = name;
            for (var number = 2; _names.Contains(free); number++)
            {
                free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            }

            _names.Add(free);
        }

        To.Write('[');
    }

    public override void Row(object?[] values)
    {
        To.Write(_any ? ",\n{" : "\n{");
        _any = true;
        for (var i = 0; i < values.Length; i++)
        {
            To.Write(i == 0 ? "" : ",");
            To.Write(JsonSerializer.Serialize(_names[i], Terminal.JsonLines));
            To.Write(':');
            To.Write(JsonSerializer.Serialize(values[i], Terminal.JsonLines));
        }

        To.Write('}');
    }

    public override void End() => To.Write(_any ? "\n]\n" : "]\n");
}

/// <summary>Columns under each other, as wide as the first rows need.</summary>
sealed class SqlTable(TextWriter to) : SqlOutput(to)
{
    const int Looked = 200;
    const int Widest = 60;

    readonly List<string[]> _first = [];
    int[] _widths = [];
    bool[] _numbers = [];

    public override void Columns(IReadOnlyList<string> names)
    {
        _numbers = [.. names.Select(_ => true)];
        _first.Add([.. names]);
    }

    public override void Row(object?[] values)
    {
        var cells = values.Select(value => new string([.. Text(value).Select(c => char.IsControl(c) ? ' ' : c)])).ToArray();
        if (_widths.Length > 0)
        {
            Line(cells);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            _numbers[i] &= values[i] is null or long or double;
        }

        _first.Add(cells);
        if (_first.Count > Looked)
        {
            First();
        }
    }

    public override void End()
    {
        if (_widths.Length == 0)
        {
            First();
        }
    }

    void First()
    {
        _widths = [.. _numbers.Select((_, column) => Math.Min(Widest, _first.Max(row => row[column].Length)))];
        Line(_first[0]);
        To.WriteLine(string.Join("  ", _widths.Select(width => new string('-', width))));
        foreach (var row in _first.Skip(1))
        {
            Line(row);
        }

        _first.Clear();
    }

    void Line(string[] cells) =>
        To.WriteLine(string.Join("  ", cells.Select((cell, i) => _numbers[i] ? cell.PadLeft(_widths[i]) : cell.PadRight(_widths[i]))).TrimEnd());
}
