using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.App.Server;

/// <summary>Where the server listens.</summary>
public sealed class ServerOptions
{
    /// <summary>Address and port; <c>0.0.0.0:8484</c> for the whole home network, port 0 for a free one.</summary>
    [Required] public string Listen { get; set; } = "127.0.0.1:8484";

    /// <summary>A certificate file (PEM with its chain, or PFX) that makes the server speak HTTPS; null for plain HTTP.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM key of <see cref="Certificate"/>; null when the certificate file holds it.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The password of a PFX file or of an encrypted key.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>The address that people use, when it differs from where the server listens (behind a proxy): used in links.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>How log lines are written on standard error: for people, or one JSON object each for a log collector.</summary>
    [EnumDataType(typeof(LogFormat))] public LogFormat Logs { get; set; }
}

public enum LogFormat
{
    Text,
    Json,
}

[OptionsValidator]
public sealed partial class ServerOptionsValidator : IValidateOptions<ServerOptions>;
