using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Access.Trust;

/// <summary>HTTPS on the home network without a certificate of elsewhere.</summary>
public sealed class TlsOptions
{
    /// <summary>The server speaks HTTPS with a certificate of the house's own authority.</summary>
    public bool Home { get; set; }

    /// <summary>Names that devices call the server by, besides this machine's own: <c>films.lan</c>.</summary>
    [Required] public string[] Names { get; set; } = [];
}

[OptionsValidator]
public sealed partial class TlsOptionsValidator : IValidateOptions<TlsOptions>;
