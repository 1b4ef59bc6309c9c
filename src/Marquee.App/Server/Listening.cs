using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marquee.Access.Trust;
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

    /// <param name="home">Serves when it is on; a certificate by setting comes first.</param>
    public static void Apply(KestrelServerOptions kestrel, ServerOptions options, HomeTls home)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        var certificate = Certificate(options);
        if (certificate is null && home.IsOn)
        {
            home.Certificate(); // what is wrong with it is said at the start
        }

        kestrel.Listen(Parse(options.Listen), listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (certificate, Chain(options)));
            }
            else if (home.IsOn)
            {
                listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => home.Certificate());
            }
        });
    }

    /// <summary>How this machine reaches an address that may stand for all of its addresses.</summary>
    public static Uri Local(string url)
    {
        var address = new UriBuilder(url.Replace("://[::]", "://[::1]", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal));
        return address.Uri;
    }

    /// <returns>SHA-256 of the certificate's public key in hexadecimal, which a renewed certificate shares; null for plain HTTP.</returns>
    public static string? KeyHash(ServerOptions options, HomeTls? home)
    {
        if (options.Certificate is { Length: > 0 } || home is not { IsOn: true })
        {
            using var certificate = Certificate(options);
            return certificate is null ? null : KeyHash(certificate);
        }

        return KeyHash(home.Certificate());
    }

    public static string KeyHash(X509Certificate certificate)
    {
        using var read = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return Convert.ToHexString(SHA256.HashData(read.PublicKey.ExportSubjectPublicKeyInfo()));
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
