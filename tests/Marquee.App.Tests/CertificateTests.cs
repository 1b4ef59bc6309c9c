using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Marquee.App.Tests;

/// <summary>HTTPS with a certificate of an authority that stands above another one, as PEM and as PFX.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("pem")]
    [InlineData("pem with its key in a file")]
    [InlineData("pfx")]
    public async Task A_server_with_a_certificate_speaks_https_sends_the_chain_and_keeps_cookies_secure(string kind)
    {
        var files = Directory.CreateTempSubdirectory("marquee-certificate-").FullName;
        using var authority = new Authority();
        await using (var marquee = await RunningMarquee.Start(settings: authority.Settings(kind, files)))
        {
            Assert.Equal("https", marquee.SignIn.Scheme);
            var sent = new List<string>();
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(c => c.Subject));
                // A phone knows the root alone, so the server must have sent what lies between.
                using var check = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
                check.ChainPolicy.CustomTrustStore.Add(authority.Root);
                check.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
                return check.Build((X509Certificate2)certificate!) && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
            };
            using var browser = new HttpClient(handler) { BaseAddress = marquee.Address };
            using var used = await browser.PostAsync(marquee.SignIn, null);
            Assert.Equal(HttpStatusCode.SeeOther, used.StatusCode);
            Assert.Contains("CN=Between", sent);
            var cookie = Assert.Single(used.Headers.GetValues("Set-Cookie"), c => c.Contains("marquee", StringComparison.Ordinal));
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);

            // The command line reaches its server over the same certificate.
            var (code, link, error) = await RunningMarquee.Run("link", "--data", marquee.Folder);
            Assert.True(code == 0, error);
            Assert.StartsWith(marquee.Address + "link/", link, StringComparison.Ordinal);
        }

        Directory.Delete(files, recursive: true);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_named()
    {
        var folder = Path.Combine(Path.GetTempPath(), "marquee-none-" + Guid.NewGuid().ToString("N"));
        var (code, _, error) = await RunningMarquee.RunWith(new() { ["MARQUEE_Server__Certificate"] = "/nowhere/cert.pem" }, "serve", "--data", folder, "--listen", "127.0.0.1:0");
        Assert.Equal(2, code);
        Assert.Contains("marquee: The certificate /nowhere/cert.pem cannot be used", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    /// <summary>A root, an authority between, and a certificate for 127.0.0.1.</summary>
    sealed class Authority : IDisposable
    {
        const string Password = "made up";

        readonly X509Certificate2 _between;
        readonly X509Certificate2 _own;

        public Authority()
        {
            var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
            using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Root = Request("CN=Root", rootKey, authority: true).CreateSelfSigned(from, until);
            using var betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var between = Request("CN=Between", betweenKey, authority: true).Create(Root, from, until, [1]);
            _between = between.CopyWithPrivateKey(betweenKey);
            using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = Request("CN=127.0.0.1", ownKey, authority: false);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using var own = request.Create(_between, from, until.AddHours(-1), [2]);
            _own = own.CopyWithPrivateKey(ownKey);
        }

        public X509Certificate2 Root { get; }

        public Dictionary<string, string> Settings(string kind, string folder)
        {
            var (certificate, key) = (Path.Combine(folder, kind == "pfx" ? "own.pfx" : "own.pem"), Path.Combine(folder, "own.key"));
            var settings = new Dictionary<string, string> { ["MARQUEE_Server__Certificate"] = certificate };
            using var privateKey = _own.GetECDsaPrivateKey()!;
            var chain = _own.ExportCertificatePem() + "\n" + _between.ExportCertificatePem() + "\n";
            switch (kind)
            {
                case "pfx":
                    using (var between = X509CertificateLoader.LoadCertificate(_between.RawData))
                    {
                        File.WriteAllBytes(certificate, new X509Certificate2Collection { _own, between }.Export(X509ContentType.Pfx, Password)!);
                    }

                    settings["MARQUEE_Server__CertificatePassword"] = Password;
                    break;
                case "pem":
                    File.WriteAllText(certificate, chain + privateKey.ExportPkcs8PrivateKeyPem());
                    break;
                default:
                    File.WriteAllText(certificate, chain);
                    File.WriteAllText(key, privateKey.ExportPkcs8PrivateKeyPem());
                    settings["MARQUEE_Server__CertificateKey"] = key;
                    break;
            }

            return settings;
        }

        static CertificateRequest Request(string name, ECDsa key, bool authority) => new(name, key, HashAlgorithmName.SHA256)
        {
            CertificateExtensions = { new X509BasicConstraintsExtension(authority, false, 0, true) },
        };

        public void Dispose()
        {
            _own.Dispose();
            _between.Dispose();
            Root.Dispose();
        }
    }
}
