using System.Net;
using System.Net.Sockets;

namespace Marquee.Integrations.Outbound;

/// <summary>
/// Addresses that no outside system has: this machine itself, the links where clouds serve a machine its own secrets, and those
/// that stand for many or none. The home network is not among them, since Plex and the like live there.
/// </summary>
public static class ForbiddenAddresses
{
    static readonly IPNetwork[] All =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), // link-local; 169.254.169.254 is most clouds' metadata
        IPNetwork.Parse("100.100.100.200/32"), // Alibaba's metadata
        IPNetwork.Parse("192.0.0.192/32"), // Oracle's metadata
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/127"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fd00:ec2::254/128"), // Amazon's metadata
        IPNetwork.Parse("ff00::/8"),
    ];

    public static bool Has(IPAddress address)
    {
        var plain = Unwrapped(address);
        return Array.Exists(All, network => network.Contains(plain));
    }

    /// <summary>IPv4 in its IPv6 dresses: mapped (<c>::ffff:127.0.0.1</c>), NAT64 and 6to4.</summary>
    static IPAddress Unwrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return IPNetwork.Parse("64:ff9b::/96").Contains(address) ? new IPAddress(bytes.AsSpan(12))
            : IPNetwork.Parse("2002::/16").Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }
}
