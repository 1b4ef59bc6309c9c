using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

/// <summary>How people and programs get in. Every default is safe on a home network.</summary>
public sealed class AccessOptions
{
    /// <summary>
    /// Addresses or networks (<c>10.0.0.2</c>, <c>172.18.0.0/16</c>) of proxies whose forwarded headers are believed, counted
    /// from the nearest hop. Empty: nobody's are.
    /// </summary>
    [Addresses] public string[] TrustedProxies { get; set; } = [];

    /// <summary>A browser that is not seen for this long has to sign in again.</summary>
    [Range(1, 365)] public int SessionDays { get; set; } = 30;

    /// <summary>How long a one-time link works, but for the host's first one.</summary>
    [Range(1, 10_080)] public int LinkMinutes { get; set; } = 60;

    /// <summary>How long an invitation's link works.</summary>
    [Range(1, 720)] public int InvitationHours { get; set; } = 72;

    /// <summary>False: no password sign-in; its routes do not exist.</summary>
    public bool Passwords { get; set; } = true;

    /// <summary>Wrong passwords for one name within a quarter of an hour; each further round of them doubles the wait.</summary>
    [Range(1, 1000)] public int TriesPerName { get; set; } = 10;

    /// <summary>How long that wait may become. Links of 'marquee link' work at any time.</summary>
    [Range(15, 1440)] public int LongestWaitMinutes { get; set; } = 240;

    /// <summary>Days for which sign-ins, good and bad, are kept for members to look at.</summary>
    [Range(1, 3650)] public int SignInDays { get; set; } = 90;

    /// <summary>Wrong passwords or unknown links from one address within a quarter of an hour.</summary>
    [Range(1, 10_000)] public int TriesPerAddress { get; set; } = 50;

    /// <summary>Days for which browsers are told to use HTTPS only; 0 says nothing. Sent over HTTPS only.</summary>
    [Range(0, 730)] public int HstsDays { get; set; }

    public TimeSpan LongestWait => TimeSpan.FromMinutes(LongestWaitMinutes);

    public TimeSpan InvitationLifetime => TimeSpan.FromHours(InvitationHours);

    public TimeSpan LinkLifetime => TimeSpan.FromMinutes(LinkMinutes);
}

[OptionsValidator]
public sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;

/// <summary>Every entry is an IP address or a network in CIDR notation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressesAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null || (value is string[] entries && Array.TrueForAll(entries, e => IPAddress.TryParse(e, out _) || IPNetwork.TryParse(e, out _)));

    public override string FormatErrorMessage(string name) =>
        $"{name} lists something that is neither an IP address nor a network such as 172.18.0.0/16.";
}
