using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Outbound;

/// <summary>What holds for every call that leaves the house.</summary>
public sealed class OutboundOptions
{
    /// <summary>How the operator of a source reaches the host: a mail or web address, sent with every call. Null sends none.</summary>
    [MaxLength(200), RegularExpression("^[!-'*-~]+$", ErrorMessage = "Outbound:Contact is one mail or web address, without spaces and brackets.")]
    public string? Contact { get; set; }

    /// <summary>
    /// Hosts that may be called although they lie on this machine or where clouds keep their secrets: <c>localhost:8080</c>, or
    /// without the port for every port. Names are compared as they are written in the address.
    /// </summary>
    public IReadOnlyList<string> Allowed { get; set; } = [];
}

[OptionsValidator]
public sealed partial class OutboundOptionsValidator : IValidateOptions<OutboundOptions>;
