using System.Security.Cryptography;
using System.Text;

namespace Marquee.Storage.Secrets;

/// <summary>
/// One key of the key file, for AES-256-GCM. What it seals opens only with this key and under the same name, so that nobody who can
/// write the database can put one secret in the place of another.
/// </summary>
sealed class SealingKey
{
    /// <summary>The form of a sealed text: this word, the key's id, and nonce, ciphertext and tag in Base64, parted by dots.</summary>
    const string Form = "m1";

    const int KeyBytes = 32;
    const int NonceBytes = 12;
    const int TagBytes = 16;

    readonly byte[] _key;

    SealingKey(byte[] key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 8, info: "marquee key id"u8.ToArray()));
    }

    /// <summary>Made from the key itself, so another key never answers to it; tells nothing about the key.</summary>
    public string Id { get; }

    public static SealingKey Make() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <returns>Null when the text is no key.</returns>
    public static SealingKey? Parse(string text)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, bytes, out var count) && count == KeyBytes ? new SealingKey(bytes) : null;
    }

    /// <summary>As the key file spells it.</summary>
    public string Spelled() => Convert.ToBase64String(_key);

    /// <returns>The key that a sealed text asks for; null when it is no sealed text.</returns>
    public static string? IdOf(string sealedText) => sealedText.Split('.') is [Form, var id, _] ? id : null;

    public string Seal(string name, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Bound(name));
        return $"{Form}.{Id}.{Convert.ToBase64String(box)}";
    }

    /// <exception cref="CryptographicException">It was sealed by another key or under another name, or altered.</exception>
    public string Open(string name, string sealedText)
    {
        if (sealedText.Split('.') is not [Form, _, var packed] || !TryUnpack(packed, out var box))
        {
            throw new CryptographicException("This is no sealed text.");
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), plain, Bound(name));
        return Encoding.UTF8.GetString(plain);
    }

    static bool TryUnpack(string packed, out byte[] box)
    {
        var bytes = new byte[packed.Length];
        var whole = Convert.TryFromBase64String(packed, bytes, out var count) && count >= NonceBytes + TagBytes;
        box = whole ? bytes[..count] : [];
        return whole;
    }

    byte[] Bound(string name) => Encoding.UTF8.GetBytes($"{Form}\n{Id}\n{name}");
}
