using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>
/// Cuts a name into folded words. One instance is reused for millions of names and allocates only while its buffers grow.
/// Rules: letters and digits make words; an apostrophe joins a short ending (<c>don't</c>, <c>ocean's</c>) and splits after
/// a short article (<c>l'avventura</c>); <c>&amp;</c> is the word "and"; <c>S.W.A.T.</c> and <c>M*A*S*H</c> are one word;
/// <c>10,000</c> is one number; a Chinese or Japanese character is a word. A colon, spaced dash or bracket starts a new part.
/// </summary>
internal sealed class TitleWords
{
    public const int MaxWords = 60;
    private const int MaxWordBytes = 100;

    private byte[] _bytes = new byte[512];
    private readonly Word[] _words = new Word[MaxWords];
    private int _length;
    private int _wordStart;
    private bool _partPending;
    private bool _gluePending;

    /// <param name="StartsPart">The word follows a colon, a spaced dash or a bracket.</param>
    /// <param name="Glued">Only a dot, star or middle dot stands between this word and the one before.</param>
    private readonly record struct Word(int Start, int Length, bool StartsPart, bool Glued);

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_words[index].Start, _words[index].Length);

    public bool StartsPart(int index) => _words[index].StartsPart;

    public string Text(int index) => Encoding.UTF8.GetString(this[index]);

    public void Read(ReadOnlySpan<byte> utf8)
    {
        Count = 0;
        _length = 0;
        _wordStart = 0;
        _partPending = false;
        _gluePending = false;
        if (_bytes.Length < utf8.Length * 4 + 16) _bytes = new byte[utf8.Length * 4 + 16];
        var at = 0;
        while (at < utf8.Length && Count < MaxWords)
        {
            var b = utf8[at];
            if (b < 0x80)
            {
                ReadAscii(utf8, at, b);
                at++;
                continue;
            }
            Rune.DecodeFromUtf8(utf8[at..], out var rune, out var used);
            ReadRune(utf8, at, used, rune);
            at += used;
        }
        EndWord();
        JoinInitials();
        if (Count == 0) ReadSymbols(utf8);
    }

    /// <summary>A name such as "$" or "???" is one word as it stands.</summary>
    private void ReadSymbols(ReadOnlySpan<byte> utf8)
    {
        var trimmed = utf8.Trim(" \t"u8);
        if (trimmed.Length is 0 or > MaxWordBytes) return;
        trimmed.CopyTo(_bytes);
        _words[Count++] = new Word(0, trimmed.Length, false, false);
    }

    private void ReadAscii(ReadOnlySpan<byte> utf8, int at, byte b)
    {
        var letter = (byte)(b | 0x20);
        if (letter is >= (byte)'a' and <= (byte)'z') Append(letter);
        else if (b is >= (byte)'0' and <= (byte)'9') Append(b);
        else if (b is (byte)'\'' or (byte)'`') Apostrophe(utf8, at, 1);
        else if (b == (byte)'&') StandAlone("and"u8);
        else if (b == (byte)'+' && Alone(utf8, at)) StandAlone("and"u8);
        else if (b == (byte)',' && InNumber(utf8, at)) return;
        else Gap(b is (byte)':' or (byte)'(' or (byte)'[' or (byte)'|' or (byte)';' || b is (byte)'-' or (byte)'/' && Alone(utf8, at), b is (byte)'.' or (byte)'*');
    }

    private void ReadRune(ReadOnlySpan<byte> utf8, int at, int used, Rune rune)
    {
        var value = rune.Value;
        if (value is 0x2019 or 0x2018 or 0x02BC or 0x02BB or 0x00B4)
        {
            Apostrophe(utf8, at, used);
            return;
        }
        if (LetterFolding.StandsAlone(value))
        {
            StandAlone(value <= char.MaxValue ? LetterFolding.Of((char)value) : utf8.Slice(at, used));
            return;
        }
        if (value > char.MaxValue)
        {
            if (Rune.IsLetterOrDigit(rune)) Append(utf8.Slice(at, used));
            else Gap(false, false);
            return;
        }
        var folded = LetterFolding.Of((char)value);
        if (LetterFolding.IsGap(folded)) Gap(value is 0x2013 or 0x2014 or 0xFF1A or 0x3010 or 0x300C, value == 0xB7);
        else Append(folded);
    }

    private void Append(byte letter)
    {
        if (_length - _wordStart < MaxWordBytes) _bytes[_length++] = letter;
    }

    private void Append(ReadOnlySpan<byte> letters)
    {
        if (_length - _wordStart + letters.Length > MaxWordBytes) return;
        letters.CopyTo(_bytes.AsSpan(_length));
        _length += letters.Length;
    }

    private void StandAlone(ReadOnlySpan<byte> word)
    {
        EndWord();
        Append(word);
        EndWord();
    }

    private void Gap(bool startsPart, bool glue)
    {
        var ended = _length > _wordStart;
        EndWord();
        _gluePending = glue && ended;
        if (startsPart && Count > 0) _partPending = true;
    }

    private void EndWord()
    {
        if (_length == _wordStart || Count == MaxWords) return;
        _words[Count++] = new Word(_wordStart, _length - _wordStart, _partPending, _gluePending);
        _partPending = false;
        _gluePending = false;
        _wordStart = _length;
    }

    /// <summary>Joins <c>ocean's</c>, splits <c>l'avventura</c>; an apostrophe at the edge of a word is dropped.</summary>
    private void Apostrophe(ReadOnlySpan<byte> utf8, int at, int used)
    {
        var before = _length - _wordStart;
        if (before == 0) return;
        var after = 0;
        for (var i = at + used; i < utf8.Length && IsWordByte(utf8[i]); i++) after++;
        if (after > 2 && before <= 2) EndWord();
    }

    private static bool IsWordByte(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);

    private static bool Alone(ReadOnlySpan<byte> utf8, int at) =>
        (at == 0 || utf8[at - 1] == (byte)' ') && (at + 1 == utf8.Length || utf8[at + 1] == (byte)' ');

    private static bool InNumber(ReadOnlySpan<byte> utf8, int at) =>
        at > 0 && at + 3 < utf8.Length && char.IsAsciiDigit((char)utf8[at - 1]) && char.IsAsciiDigit((char)utf8[at + 1])
        && char.IsAsciiDigit((char)utf8[at + 2]) && char.IsAsciiDigit((char)utf8[at + 3]) && (at + 4 == utf8.Length || !char.IsAsciiDigit((char)utf8[at + 4]));

    /// <summary>Single letters held together by dots or stars become one word; their bytes already lie side by side.</summary>
    private void JoinInitials()
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            var word = _words[i];
            var joins = kept > 0 && word.Glued && word.Length == 1 && i > 0 && _words[i - 1].Length == 1
                && char.IsAsciiLetter((char)_bytes[word.Start]) && char.IsAsciiLetter((char)_bytes[_words[kept - 1].Start]);
            if (joins) _words[kept - 1] = _words[kept - 1] with { Length = _words[kept - 1].Length + 1 };
            else _words[kept++] = word;
        }
        Count = kept;
    }
}
