using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.ListPages;

/// <summary>Whether and how slowly public lists are read from sites that do not offer them to programs.</summary>
public sealed class ListPageOptions
{
    /// <summary>Null leaves it to the hosts, on the settings page, where it is off until one switches it on.</summary>
    public bool? On { get; set; }

    /// <summary>Between two requests to one site.</summary>
    [Range(2, 600)] public int PauseSeconds { get; set; } = 5;

    /// <summary>Of one list; what lies behind is left out, and the preview says so.</summary>
    [Range(1, 200)] public int MostPages { get; set; } = 40;

    /// <summary>After how many days a list is looked at again by itself.</summary>
    [Range(1, 365)] public int EveryDays { get; set; } = 7;
}

[OptionsValidator]
public sealed partial class ListPageOptionsValidator : IValidateOptions<ListPageOptions>;
