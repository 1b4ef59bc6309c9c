using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Marquee.Access.Trust;

/// <summary>Makes the house's authority and what it signs. Pure but for keys and serial numbers.</summary>
static class HomeAuthority
{
    /// <summary>Phones refuse certificates that are good for longer.</summary>
    public const int LeafDays = 397;

    const int AuthorityYears = 20;

    /// <summary>A clock that is a little behind must not refuse what was made just now.</summary>
    static readonly TimeSpan Early = TimeSpan.FromDays(1);

    static readonly OidCollection ForServers = [new Oid("1.3.6.1.5.5.7.3.1")];

    /// <param name="names">That it may sign for, with everything below them.</param>
    public static X509Certificate2 Make(ECDsa key, string house, IEnumerable<string> names, DateTimeOffset now)
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN=Marquee at home ({Escaped(house)})"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(NameConstraints.Of(names, HomeNames.Networks));
        return request.CreateSelfSigned(now - Early, now.AddYears(AuthorityYears));
    }

    /// <param name="authority">With its key.</param>
    /// <returns>Without its key.</returns>
    public static X509Certificate2 Sign(X509Certificate2 authority, ECDsa key, HomeNames names, DateTimeOffset now)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=Marquee"), key, HashAlgorithmName.SHA256);
        var called = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Names)
        {
            called.AddDnsName(name);
        }

        foreach (var address in names.Addresses)
        {
            called.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(called.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(ForServers, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var (until, end) = (now - Early + TimeSpan.FromDays(LeafDays), new DateTimeOffset(authority.NotAfter));
        return request.Create(authority, now - Early, until < end ? until : end, RandomNumberGenerator.GetBytes(16));
    }

    static string Escaped(string name) => string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'));
}
