using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Marquee.Access.Trust;

/// <summary>What devices of the home network call this machine.</summary>
/// <param name="Names">Lower case, in order, without the last dot.</param>
/// <param name="Addresses">Private ones, in order.</param>
public sealed record HomeNames(IReadOnlyList<string> Names, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>Networks that no stranger owns; what the authority signs for another address nobody believes.</summary>
    internal static readonly IReadOnlyList<IPNetwork> Networks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("::1/128"),
    ];

    /// <summary>Endings that belong to no one on the internet.</summary>
    internal static readonly IReadOnlyList<string> Endings = ["home.arpa", "internal", "lan", "local", "localhost"];

    /// <param name="wished">Of the settings.</param>
    public static HomeNames OfThisMachine(IEnumerable<string> wished)
    {
        var host = Environment.MachineName.ToLowerInvariant();
        var names = wished.Select(name => name.Trim().TrimEnd('.').ToLowerInvariant()).Where(name => name.Length > 0).Concat(["localhost", host, $"{host.Split('.')[0]}.local"]);
        var addresses = NetworkInterface.GetAllNetworkInterfaces().Where(card => card.OperationalStatus == OperationalStatus.Up)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(a => WithoutZone(a.Address)).Concat([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        return new HomeNames(
            [.. names.Where(name => !IPAddress.TryParse(name, out _)).Distinct().Order(StringComparer.Ordinal)],
            [.. addresses.Where(IsPrivate).DistinctBy(a => a.ToString()).OrderBy(a => a.AddressFamily).ThenBy(a => a.ToString(), StringComparer.Ordinal)]);
    }

    internal static bool IsPrivate(IPAddress address) => Networks.Any(network => network.Contains(address));

    /// <summary>Of fe80::1%eth0 the card is this machine's own business.</summary>
    static IPAddress WithoutZone(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
}
