using System.CommandLine;

namespace Marquee.App.CommandLine;

static class Bounds
{
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
