using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Access.Trust;

/// <summary>
/// The authority of the house and the certificate of this server, as files of the data folder for their owner alone. What is missing
/// is made; the certificate is made anew when it is about to end or when the machine is called otherwise, always with the same key.
/// </summary>
public sealed class HomeTls(DataFolder folder, IOptions<TlsOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Long before the end: a phone that is away for a while must not find it ended.</summary>
    static readonly TimeSpan RenewBefore = TimeSpan.FromDays(60);

    static readonly TimeSpan LookEvery = TimeSpan.FromHours(12);

    readonly Lock _lock = new();
    X509Certificate2? _served;
    DateTimeOffset _lookAt;

    public bool IsOn => options.Value.Home;

    string At(string name) => folder.At("tls", name);

    /// <returns>Null when none was made yet.</returns>
    public X509Certificate2? Authority() => File.Exists(At("authority.crt")) ? X509CertificateLoader.LoadCertificateFromFile(At("authority.crt")) : null;

    /// <summary>What other devices may call this machine: names first, and none that only this machine knows.</summary>
    public IReadOnlyList<string> Hosts()
    {
        var names = HomeNames.OfThisMachine(options.Value.Names);
        return
        [
            .. names.Names.Where(name => name.Contains('.', StringComparison.Ordinal)),
            .. names.Addresses.Where(a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal).Select(a => a.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{a}]" : a.ToString()),
        ];
    }

    /// <summary>What the server shows now, with its key. Cheap enough for each handshake; renews what is due.</summary>
    public X509Certificate2 Certificate()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_served is null || now >= _lookAt)
            {
                // The one before may still be in the middle of a handshake: it is left to the collector.
                _served = Load(now);
                _lookAt = now + LookEvery;
            }

            return _served;
        }
    }

    /// <exception cref="Refusal">A file of it cannot be read or written, or a name is none that the authority may sign for.</exception>
    X509Certificate2 Load(DateTimeOffset now)
    {
        try
        {
            var names = HomeNames.OfThisMachine(options.Value.Names);
            using var authority = ReadAuthority(names, now);
            using var key = Key("server.key");
            using var there = File.Exists(At("server.crt")) ? X509CertificateLoader.LoadCertificateFromFile(At("server.crt")) : null;
            if (there is not null && new DateTimeOffset(there.NotAfter) - RenewBefore > now && Fits(there, names) && there.IssuerName.Name == authority.SubjectName.Name)
            {
                return there.CopyWithPrivateKey(key);
            }

            using var made = HomeAuthority.Sign(authority, key, names, now);
            PrivateFile.Write(At("server.crt"), made.ExportCertificatePem());
            return made.CopyWithPrivateKey(key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new Refusal(e, "access.tls.files", ("folder", folder.At("tls")), ("why", e.Message)) { ExitCode = Refusal.Disk };
        }
    }

    X509Certificate2 ReadAuthority(HomeNames names, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder.At("tls"));
        using var key = Key("authority.key");
        if (Authority() is not { } there)
        {
            using var made = HomeAuthority.Make(key, Environment.MachineName, [.. HomeNames.Endings.Concat(names.Names).Distinct()], now);
            PrivateFile.Write(At("authority.crt"), made.ExportCertificatePem());
            return X509CertificateLoader.LoadCertificate(made.RawData).CopyWithPrivateKey(key);
        }

        using (there)
        {
            var allowed = NameConstraints.NamesOf(there);
            return names.Names.FirstOrDefault(name => !NameConstraints.Allow(allowed, name)) is { } outside
                ? throw new Refusal("access.tls.name", ("name", outside), ("folder", folder.At("tls")))
                : there.CopyWithPrivateKey(key);
        }
    }

    ECDsa Key(string file)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(At(file)))
        {
            key.ImportFromPem(File.ReadAllText(At(file)));
        }
        else
        {
            PrivateFile.Write(At(file), key.ExportPkcs8PrivateKeyPem());
        }

        return key;
    }

    static bool Fits(X509Certificate2 certificate, HomeNames names)
    {
        var called = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        return called.EnumerateDnsNames().Order(StringComparer.Ordinal).SequenceEqual(names.Names)
            && called.EnumerateIPAddresses().Select(Spelled).Order(StringComparer.Ordinal).SequenceEqual(names.Addresses.Select(Spelled).Order(StringComparer.Ordinal));
    }

    static string Spelled(IPAddress address) => address.ToString();

    public void Dispose() => _served?.Dispose();
}
