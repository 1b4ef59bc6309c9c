using System.ComponentModel.DataAnnotations;
using Marquee.Integrations.Imdb;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tmdb;

/// <summary>Where TMDB is, and how much is asked of it. Nothing is without a key, which hosts store on the settings page.</summary>
public sealed class TmdbOptions
{
    [Required, HttpAddress] public Uri Address { get; set; } = new("https://api.themoviedb.org/");

    /// <summary>Titles that one round asks about, once a night; each takes one or two calls.</summary>
    [Range(1, 20_000)] public int PerNight { get; set; } = 2_000;

    /// <summary>Besides what members have: so many of the most voted films and series are asked about.</summary>
    [Range(0, 500_000)] public int MostVoted { get; set; } = 20_000;
}

[OptionsValidator]
public sealed partial class TmdbOptionsValidator : IValidateOptions<TmdbOptions>;
