using System.Text.Json.Serialization;

namespace Marquee.Texts;

/// <summary>
/// Something to be said to people: a code of a message file, and what fills the gaps of its sentence. It is stored and handed
/// around like this, and becomes words when somebody reads it, in the language of that reader.
/// </summary>
/// <param name="code">In a message file beside the capability that says it: <c>catalog.disk.tooSmall</c>.</param>
/// <param name="values">By name: strings, numbers, other texts, and lists of texts. How they are written is the message's business.</param>
[JsonConverter(typeof(SpokenText))]
public sealed class Text(string code, params IReadOnlyList<(string Name, object Value)> values)
{
    public string Code { get; } = code;

    public IReadOnlyList<(string Name, object Value)> Values { get; } = values;

    /// <summary>Words that came from elsewhere, such as sentences that an older release stored.</summary>
    public static Text Verbatim(string words) => new("texts.verbatim", ("text", words));

    public string In(Language language) => language.Say(this);

    /// <summary>In the language of the request or, in a command, of the terminal (<see cref="Language.Current"/>).</summary>
    public override string ToString() => In(Language.Current);
}
