using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marquee.Access.Trust;

namespace Marquee.Tests.Access.Trust;

public sealed class HomeAuthorityTests
{
    static readonly DateTimeOffset Now = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("films.lan", "192.168.1.5", true)]
    [InlineData("films.example", "10.0.0.1", true)]
    [InlineData("bank.example.com", "192.168.1.5", false)]
    [InlineData("films.lan", "203.0.113.7", false)]
    public void What_the_authority_signs_for_others_than_the_home_nobody_believes(string name, string address, bool believed)
    {
        using var authority = Make(out var leafKey);
        using var leaf = HomeAuthority.Sign(authority, leafKey, new HomeNames([name], [IPAddress.Parse(address)]), Now);
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, VerificationTime = Now.UtcDateTime } };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        Assert.Equal(believed, chain.Build(leaf));
        leafKey.Dispose();
    }

    [Fact]
    public void A_certificate_is_good_for_servers_for_397_days_and_signs_nothing_itself()
    {
        using var authority = Make(out var leafKey);
        using var leaf = HomeAuthority.Sign(authority, leafKey, new HomeNames(["films.lan"], []), Now);
        Assert.Equal(HomeAuthority.LeafDays, (leaf.NotAfter - leaf.NotBefore).TotalDays);
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal("1.3.6.1.5.5.7.3.1", Assert.Single(leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>()).Value);
        leafKey.Dispose();
    }

    [Fact]
    public void The_names_that_an_authority_may_sign_for_are_read_back()
    {
        using var authority = Make(out var leafKey);
        Assert.Equal(["films.example", "lan"], NameConstraints.NamesOf(authority));
        Assert.True(NameConstraints.Allow(["lan"], "tv.lan"));
        Assert.False(NameConstraints.Allow(["lan"], "wlan"));
        leafKey.Dispose();
    }

    static X509Certificate2 Make(out ECDsa leafKey)
    {
        leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return HomeAuthority.Make(key, "house", ["films.example", "lan"], Now);
    }
}
