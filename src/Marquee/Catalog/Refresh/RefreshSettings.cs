using System.ComponentModel.DataAnnotations;
using Marquee.Texts;

namespace Marquee.Catalog.Refresh;

/// <summary>How much of the catalog a refresh is about.</summary>
public enum RefreshScope
{
    /// <summary>title.ratings alone, without building the rest anew.</summary>
    Ratings,

    /// <summary>All of IMDb's files.</summary>
    Everything,
}

/// <summary>When the catalog refreshes itself, as the host has set it.</summary>
public sealed record RefreshSettings
{
    /// <summary>Off until a host switches it on.</summary>
    public bool On { get; init; }

    /// <summary>Days from one refresh of the ratings to the next.</summary>
    [Range(1, 30, ErrorMessage = "refresh.rule.ratingsDays")] public int RatingsDays { get; init; } = 1;

    /// <summary>Days from one refresh of everything to the next.</summary>
    [Range(1, 90, ErrorMessage = "refresh.rule.everythingDays")] public int EverythingDays { get; init; } = 7;

    /// <summary>The time of day, by the clock of the house, from which it may begin.</summary>
    public TimeOnly At { get; init; } = new(4, 30);

    /// <summary>It begins up to so many minutes later, another number every day, so that not every house asks at the same moment.</summary>
    [Range(0, 240, ErrorMessage = "refresh.rule.jitterMinutes")] public int JitterMinutes { get; init; } = 45;

    /// <summary>The folder of the web to fetch from; null for the one of the setting Imdb:Datasets.</summary>
    public Uri? Address { get; init; }

    /// <summary>When it was switched on; unix seconds.</summary>
    public long Since { get; init; }

    /// <summary>What makes this house's minutes differ from another's.</summary>
    public int Seed { get; init; }

    /// <returns>Which setting is out of its bounds, in the spelling of the API, and what it takes; null when all are within.</returns>
    public (string Name, Text Rule)? OutOfBounds()
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true)
            ? null
            : (System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(faults[0].MemberNames.First()), new Text(faults[0].ErrorMessage!));
    }

    public int Days(RefreshScope scope) => scope == RefreshScope.Ratings ? RatingsDays : EverythingDays;
}

/// <summary>How the refreshing of a scope has gone.</summary>
public sealed record RefreshOutcome
{
    /// <summary>The last run that came to an end, good or bad.</summary>
    public DateTimeOffset AttemptedAt { get; init; }

    public DateTimeOffset? SucceededAt { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why the last failure failed; null when none did, or when a success came after it.</summary>
    public Text? Failure { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }
}
