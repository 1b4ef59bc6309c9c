using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Marquee.Access.Trust;

/// <summary>What people compare before they trust.</summary>
public static class TrustedAuthority
{
    /// <returns>SHA-256 in pairs, as telephones show it: <c>3A:0F:...</c></returns>
    public static string Fingerprint(X509Certificate2 authority) => string.Join(':', authority.GetCertHashString(HashAlgorithmName.SHA256).Chunk(2).Select(pair => new string(pair)));
}
