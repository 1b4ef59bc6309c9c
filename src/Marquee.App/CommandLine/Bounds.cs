using System.CommandLine;
using System.Globalization;

namespace Marquee.App.CommandLine;

static class Bounds
{
    /// <inheritdoc cref="Between(Option{int}, int, int)"/>
    public static Option<double?> Between(this Option<double?> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && !(value >= least && value <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is a number from {least:N0} to {most:N0}."));
            }
        });
        return option;
    }

    /// <summary>Refuses values outside, naming the option and what it takes.</summary>
    public static Option<int> Between(this Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && (value < least || value > most))
            {
                result.AddError($"{option.Name} is a number from {least} to {most}.");
            }
        });
        return option;
    }
}
