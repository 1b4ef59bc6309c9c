using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Marquee.Texts;

/// <summary>A language that we have message files for, and how it writes numbers and names.</summary>
public sealed class Language
{
    static readonly Lock Adding = new();

    static volatile FrozenDictionary<string, Language> _all = With(FrozenDictionary<string, Language>.Empty, typeof(Language).Assembly);

    readonly FrozenDictionary<string, Message> _messages;

    Language(string code, FrozenDictionary<string, Message> messages) =>
        (Code, Culture, _messages) = (code, CultureInfo.GetCultureInfo(code), messages);

    /// <summary>Two letters: <c>de</c>.</summary>
    public string Code { get; }

    public CultureInfo Culture { get; }

    public static IReadOnlyCollection<Language> All => _all.Values;

    /// <summary>What logs are in, and what is said where another language has no message.</summary>
    public static Language English => _all["en"];

    /// <summary>Of the request or, in a command, of the terminal: the thread's <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? English;

    internal FrozenDictionary<string, Message> Messages => _messages;

    /// <param name="tag">A language tag, with or without a region: <c>de-AT</c> is answered with German.</param>
    /// <returns>Null when we do not have it.</returns>
    public static Language? Find(string tag) => _all.GetValueOrDefault(tag.Split('-', '_', '.')[0].ToLowerInvariant());

    /// <summary>Adds the message files that another assembly carries.</summary>
    public static void Add(Assembly assembly)
    {
        lock (Adding)
        {
            _all = With(_all, assembly);
        }
    }

    /// <param name="text">What to say; a code without a message says itself.</param>
    /// <param name="value">Called for what fills a gap, for a page that marks it; null leaves it as it is.</param>
    /// <param name="words">Called for the words between, for a page that must escape them.</param>
    public string Say(Text text, Func<string, string>? value = null, Func<string, string>? words = null) =>
        (_messages.GetValueOrDefault(text.Code) ?? English._messages.GetValueOrDefault(text.Code)) is { } message
            ? message.Fill(text, this, value, words)
            : text.Code;

    static FrozenDictionary<string, Language> With(FrozenDictionary<string, Language> all, Assembly assembly) =>
        MessageFiles.In(assembly).GroupBy(file => file.Language, StringComparer.Ordinal).Select(files => new Language(
            files.Key,
            (all.GetValueOrDefault(files.Key)?._messages ?? FrozenDictionary<string, Message>.Empty)
                .Concat(files.SelectMany(file => file.Messages)).DistinctBy(m => m.Key).ToFrozenDictionary(StringComparer.Ordinal)))
        .UnionBy(all.Values, language => language.Code).ToFrozenDictionary(language => language.Code, StringComparer.Ordinal);
}
