using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Catalog.Refresh;

/// <summary>When a fetched file is not believed.</summary>
public sealed class RefreshOptions
{
    /// <summary>A file that has lost more of its rows, in percent, than this since it was loaded last is held back until the host has decided.</summary>
    [Range(0.0, 100.0)] public double ShrinkPercent { get; set; } = 5;
}

[OptionsValidator]
public sealed partial class RefreshOptionsValidator : IValidateOptions<RefreshOptions>;
