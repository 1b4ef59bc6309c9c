using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>HTTPS with the house's own authority: a device that trusts it, and nothing else, can talk to the server.</summary>
public sealed class HomeTlsTests
{
    static readonly Dictionary<string, string> On = new() { ["MARQUEE_Tls__Home"] = "true", ["MARQUEE_Tls__Names__0"] = "films.example" };

    [Fact]
    public async Task A_device_that_trusts_the_authority_shakes_hands_and_one_that_does_not_refuses()
    {
        await using var marquee = await RunningMarquee.Start(settings: On);
        Assert.Equal("https", marquee.SignIn.Scheme);
        byte[] authority;
        using (var trusting = Client(marquee.Address, null))
        {
            // Everybody may have the authority; it is no secret.
            using var answer = await trusting.GetAsync(new Uri("/trust/authority.crt", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/x-x509-ca-cert", answer.Content.Headers.ContentType?.MediaType);
            authority = await answer.Content.ReadAsByteArrayAsync();
            using var unknown = await trusting.GetAsync(new Uri("/api/v1/house/trust", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        }

        using var known = X509CertificateLoader.LoadCertificate(authority);
        using (var device = Client(marquee.Address, known))
        {
            Assert.Equal(HttpStatusCode.OK, (await device.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        }

        using var stranger = new HttpClient { BaseAddress = marquee.Address };
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(new Uri("/health/live", UriKind.Relative)));
    }

    [Fact]
    public async Task The_authority_stays_and_the_certificate_follows_the_names_with_the_same_key()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-tls-").FullName;
        try
        {
            var (code, first, error) = await RunningMarquee.RunWith(new(On), "tls", "--data", folder, "--json");
            Assert.True(code == 0, error);
            var before = Certificate(folder);
            (code, var second, error) = await RunningMarquee.RunWith(new() { ["MARQUEE_Tls__Home"] = "true" }, "tls", "--data", folder, "--json");
            Assert.True(code == 0, error);
            var after = Certificate(folder);
            Assert.Equal(Fingerprint(first), Fingerprint(second));
            Assert.Contains("films.example", Names(before));
            Assert.DoesNotContain("films.example", Names(after));
            Assert.NotEqual(before.SerialNumber, after.SerialNumber);
            Assert.Equal(before.PublicKey.ExportSubjectPublicKeyInfo(), after.PublicKey.ExportSubjectPublicKeyInfo());
            Assert.InRange((after.NotAfter - after.NotBefore).TotalDays, 396, 397);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "tls", "authority.key")));
            }

            // A name that the authority was not made for would be refused by every device: it is refused here, with what to do.
            (code, _, error) = await RunningMarquee.RunWith(new() { ["MARQUEE_Tls__Names__0"] = "other.example" }, "tls", "--data", folder);
            Assert.Equal(2, code);
            Assert.Contains("may not sign for other.example", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static X509Certificate2 Certificate(string folder) => X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "tls", "server.crt"));

    static IEnumerable<string> Names(X509Certificate2 certificate) => certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames();

    static string Fingerprint(string json) => JsonDocument.Parse(json).RootElement.GetProperty("fingerprint").GetString()!;

    /// <param name="trusted">The only root; null believes everybody, as one does to fetch it.</param>
    static HttpClient Client(Uri address, X509Certificate2? trusted)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            if (trusted is null)
            {
                return true;
            }

            using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
            chain.ChainPolicy.CustomTrustStore.Add(trusted);
            return chain.Build((X509Certificate2)certificate!) && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        };
        return new HttpClient(handler) { BaseAddress = address };
    }
}
