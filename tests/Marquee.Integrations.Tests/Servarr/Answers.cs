using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Tests.Servarr;

static class Answers
{
    extension<T>(ServarrAnswer<T> answer)
    {
        public T Value() => answer is Got<T>(var value) ? value : throw new InvalidOperationException(((NotGot<T>)answer).Why.Told());

        public ServarrTrouble Trouble() => Assert.IsType<NotGot<T>>(answer).Why;
    }

    /// <summary>Code and values, as a log or a page would show them.</summary>
    public static string Told(this ServarrTrouble why) =>
        $"{why.Code} ({string.Join(", ", why.Values.Select(v => $"{v.Name}: {v.Value}"))}){(why is Refused { Objections: var objections } ? " " + string.Join("; ", objections) : "")}";
}
