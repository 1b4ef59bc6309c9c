using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marquee.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Marquee.App.Server;

/// <summary>Turns the setting <c>Server:Listen</c> and the certificate into what Kestrel listens on.</summary>
static class Listening
{
    public const int DefaultPort = 8484;

    /// <exception cref="Refusal">The setting is not an address.</exception>
    public static IPEndPoint Parse(string listen)
    {
        var text = listen.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + listen["localhost".Length..]
            : listen.StartsWith("*:", StringComparison.Ordinal) ? "0.0.0.0" + listen[1..]
            : listen;
        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var bare) && bare is >= 0 and <= 65535)
        {
            return new IPEndPoint(IPAddress.Loopback, bare);
        }

        if (!IPEndPoint.TryParse(text, out var parsed))
        {
            throw new Refusal("app.notAnAddress", ("listen", listen));
        }

        var namesPort = text.LastIndexOf(':') > text.LastIndexOf(']') && (text.Contains(']', StringComparison.Ordinal) || text.Count(c => c == ':') == 1);
        return namesPort ? parsed : new IPEndPoint(parsed.Address, DefaultPort);
    }

    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        var certificate = Certificate(options);
        kestrel.Listen(Parse(options.Listen), listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (certificate, Chain(options)));
            }
        });
    }

    /// <summary>How this machine reaches an address that may stand for all of its addresses.</summary>
    public static Uri Local(string url)
    {
        var address = new UriBuilder(url.Replace("://[::]", "://[::1]", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal));
        return address.Uri;
    }

    /// <returns>SHA-256 of the certificate in hexadecimal; null for plain HTTP.</returns>
    public static string? CertificateHash(ServerOptions options)
    {
        using var certificate = Certificate(options);
        return certificate?.GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>What stands between the certificate and its authority; without it phones refuse the certificate.</summary>
    static X509Certificate2Collection Chain(ServerOptions options)
    {
        var chain = new X509Certificate2Collection();
        if (IsPfx(options.Certificate!))
        {
            chain.AddRange(X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Certificate!, options.CertificatePassword));
        }
        else
        {
            chain.ImportFromPemFile(options.Certificate!);
        }

        return chain;
    }

    static bool IsPfx(string file) => file.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".p12", StringComparison.OrdinalIgnoreCase);

    static X509Certificate2? Certificate(ServerOptions options)
    {
        if (options.Certificate is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            if (IsPfx(file))
            {
                return X509CertificateLoader.LoadPkcs12FromFile(file, options.CertificatePassword);
            }

            return options.CertificatePassword is { Length: > 0 } password
                ? X509Certificate2.CreateFromEncryptedPemFile(file, password, options.CertificateKey)
                : X509Certificate2.CreateFromPemFile(file, options.CertificateKey);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "app.certificate", ("file", file), ("why", e.Message));
        }
    }
}
