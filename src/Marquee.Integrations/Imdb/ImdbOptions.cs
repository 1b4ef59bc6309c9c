using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Imdb;

/// <summary>Where IMDb's data sets are fetched, and how much of them is too much.</summary>
public sealed class ImdbOptions
{
    /// <summary>The folder of the files: <c>title.basics.tsv.gz</c> and its sisters lie directly under it.</summary>
    [Required, HttpAddress] public Uri Datasets { get; set; } = new("https://datasets.imdbws.com/");

    /// <summary>A download in which nothing arrives for so long is cut and goes on where it stopped.</summary>
    [Range(1, 600)] public int StallSeconds { get; set; } = 60;

    /// <summary>One file is given up after this long; the next try goes on where it stopped.</summary>
    [Range(1, 1440)] public int FileMinutes { get; set; } = 180;

    /// <summary>A file that is larger, compressed, is none of IMDb's.</summary>
    [Range(1, 100_000)] public int FileMegabytes { get; set; } = 8_000;
}

/// <summary>An absolute address with http or https.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute() : ValidationAttribute("{0} is an address that begins with http:// or https://.")
{
    public override bool IsValid(object? value) => value is null or Uri { IsAbsoluteUri: true, Scheme: "http" or "https" };
}

[OptionsValidator]
public sealed partial class ImdbOptionsValidator : IValidateOptions<ImdbOptions>;
