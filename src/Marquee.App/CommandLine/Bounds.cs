using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Marquee.Texts;

namespace Marquee.App.CommandLine;

static class Bounds
{
    /// <inheritdoc cref="Between(Option{int}, int, int)"/>
    public static Option<double?> Between(this Option<double?> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
            {
                result.AddError(new Text("app.bounds", ("option", option.Name), ("least", least), ("most", most)).ToString());
            }
        });
        return option;
    }

    /// <summary>Refuses values outside, naming the option and what it takes.</summary>
    public static Option<int> Between(this Option<int> option, int least, int most) => Whole(option, least, most);

    /// <inheritdoc cref="Between(Option{int}, int, int)"/>
    public static Option<int?> Between(this Option<int?> option, int least, int most) => Whole(option, least, most);

    static Option<T> Whole<T>(Option<T> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
            {
                result.AddError(new Text("app.bounds", ("option", option.Name), ("least", (long)least), ("most", (long)most)).ToString());
            }
        });
        return option;
    }

    /// <summary>Refuses longer texts, naming the option and how long it may be.</summary>
    public static Option<string?> AtMost(this Option<string?> option, int longest)
    {
        option.Validators.Add(result => Measure(result, option.Name, longest));
        return option;
    }

    /// <inheritdoc cref="AtMost(Option{string?}, int)"/>
    public static Argument<string?> AtMost(this Argument<string?> argument, int longest)
    {
        argument.Validators.Add(result => Measure(result, argument.Name, longest));
        return argument;
    }

    static void Measure(SymbolResult result, string name, int longest)
    {
        if (result.Tokens.Any(token => token.Value.Length > longest))
        {
            result.AddError(new Text("app.tooLong", ("option", name), ("longest", longest)).ToString());
        }
    }
}
