using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Marquee.Access.Trust;

/// <summary>
/// The names that an authority may sign for (RFC 5280, 4.2.1.10), which .NET cannot write by itself. A device that trusts the
/// authority so trusts it for the home alone: whoever steals its key cannot pass for a bank.
/// </summary>
static class NameConstraints
{
    const string Oid = "2.5.29.30";
    static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);
    static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    public static X509Extension Of(IEnumerable<string> names, IEnumerable<IPNetwork> networks)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence(Permitted))
        {
            foreach (var name in names)
            {
                using (asn.PushSequence())
                {
                    asn.WriteCharacterString(UniversalTagNumber.IA5String, name, Dns);
                }
            }

            foreach (var network in networks)
            {
                using (asn.PushSequence())
                {
                    asn.WriteOctetString([.. network.BaseAddress.GetAddressBytes(), .. Mask(network)], Address);
                }
            }
        }

        return new X509Extension(Oid, asn.Encode(), critical: true);
    }

    /// <summary>Whether an authority of these names may sign for a name: the name itself, or one below it.</summary>
    public static bool Allow(IEnumerable<string> names, string name) => names.Any(allowed => name == allowed || name.EndsWith('.' + allowed, StringComparison.Ordinal));

    /// <returns>The names that an authority may sign for; none when it says nothing of it.</returns>
    public static IReadOnlyList<string> NamesOf(X509Certificate2 authority)
    {
        if (authority.Extensions.FirstOrDefault(e => e.Oid?.Value == Oid) is not { } extension)
        {
            return [];
        }

        var names = new List<string>();
        var permitted = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence().ReadSequence(Permitted);
        while (permitted.HasData)
        {
            var one = permitted.ReadSequence();
            if (one.PeekTag().HasSameClassAndValue(Dns))
            {
                names.Add(one.ReadCharacterString(UniversalTagNumber.IA5String, Dns));
            }
        }

        return names;
    }

    static byte[] Mask(IPNetwork network)
    {
        var mask = new byte[network.BaseAddress.GetAddressBytes().Length];
        for (var bit = 0; bit < network.PrefixLength; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return mask;
    }
}
