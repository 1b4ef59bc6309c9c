using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Access;

/// <summary>Random secrets that people and programs hold; the house keeps only their hash.</summary>
static class Secret
{
    /// <returns>Letters, digits, <c>-</c> and <c>_</c>, fit for an address.</returns>
    public static string Make(int bits) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bits / 8));

    /// <summary>Plain SHA-256: the secrets are random, so there is nothing to slow down.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>
    /// The token against forged requests. Keyed by the session's own secret, which scripts cannot read and the house does not
    /// keep, so every process computes the same one and nobody else can.
    /// </summary>
    public static string Csrf(string sessionToken) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(sessionToken), "marquee csrf"u8));

    /// <summary>Compares without telling by its duration how much agreed.</summary>
    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
