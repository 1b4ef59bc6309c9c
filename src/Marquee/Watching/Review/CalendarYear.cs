namespace Marquee.Watching.Review;

/// <summary>A year as it is where a member lives.</summary>
public readonly record struct CalendarYear(int Year, TimeZoneInfo Zone)
{
    /// <summary>Nobody watched a film before.</summary>
    public const int First = 1890;

    public const int Last = 9000;

    /// <summary>The first instant of the year.</summary>
    public DateTimeOffset Start
    {
        get
        {
            var midnight = new DateTime(Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
            return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
        }
    }

    public CalendarYear Next => this with { Year = Year + 1 };

    public CalendarYear Before => this with { Year = Year - 1 };
}
