using Marquee.App.Server;
using Marquee.Texts;
using Microsoft.Extensions.Configuration;

namespace Marquee.App.Tests;

/// <summary>A wrong setting stops the program in one sentence with its name, before anything is opened.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Access:SessionDays", "abc", "The setting Access:SessionDays is a whole number from 1 to 365, not 'abc'.")]
    [InlineData("Access:SessionDays", "400", "The setting Access:SessionDays is a whole number from 1 to 365, not '400'.")]
    [InlineData("Jobs:Concurrency", "0", "The setting Jobs:Concurrency is a whole number from 1 to 64, not '0'.")]
    [InlineData("Access:Passwords", "maybe", "The setting Access:Passwords is true or false, not 'maybe'.")]
    [InlineData("Server:PublicAddress", "films", "The setting Server:PublicAddress is an address such as https://films.example, not 'films'.")]
    [InlineData("Server:Listen", "", "The setting Server:Listen must not be empty.")]
    [InlineData("Access:TrustedProxies:0", "nonsense", "The setting Access:TrustedProxies lists something that is neither an IP address nor a network such as 172.18.0.0/16.")]
    [InlineData("Imdb:Datasets", "films", "The setting Imdb:Datasets is an address such as https://films.example, not 'films'.")]
    [InlineData("Imdb:Datasets", "", "The setting Imdb:Datasets must not be empty.")]
    [InlineData("Refresh:ShrinkPercent", "1,5", "The setting Refresh:ShrinkPercent is a number from 0 to 100, not '1,5'.")]
    [InlineData("Refresh:ShrinkPercent", "NaN", "The setting Refresh:ShrinkPercent is a number from 0 to 100, not 'NaN'.")]
    [InlineData("Outbound:Contact", "two words", "The setting Outbound:Contact is one mail or web address of at most 200 characters, without spaces and brackets.")]
    [InlineData("Storage:Postgres", "Username=marquee", "The setting Storage:Postgres names no host: write it as Host=db.example;Username=marquee;Password=...;Database=marquee.")]
    [InlineData("Storage:Postgres", "garbage", "The setting Storage:Postgres is no connection string of PostgreSQL: write it as Host=db.example;Username=marquee;Password=...;Database=marquee.")]
    [InlineData("Storage:Postgres", "Host=x;Port=abc", "The setting Storage:Postgres is no connection string of PostgreSQL: write it as Host=db.example;Username=marquee;Password=...;Database=marquee.")]
    public void A_wrong_setting_is_named_with_what_it_takes(string name, string value, string sentence) =>
        Assert.Equal([sentence], WrongSettings.In(Settings((name, value))).Select(text => text.In(Language.English)));

    [Fact]
    public void Right_settings_are_left_in_peace() => Assert.Empty(WrongSettings.In(Settings(
        ("Access:SessionDays", "365"), ("Access:Passwords", "False"), ("Access:TrustedProxies:0", "172.18.0.0/16"), ("Server:PublicAddress", "https://films.example"),
        ("Refresh:ShrinkPercent", "1.5"), ("Outbound:Contact", "host@films.example"), ("Outbound:Allowed:0", "localhost:8080"), ("Imdb:Datasets", "http://127.0.0.1:8080/"),
        ("Storage:Postgres", "Host=127.0.0.1;Port=5432;Username=marquee"))));

    [Theory]
    [InlineData("MARQUEE_Access__SessionDays", "abc", "marquee: The setting Access:SessionDays ")]
    [InlineData("MARQUEE_Access__SessionDays", "0", "marquee: The setting Access:SessionDays ")]
    [InlineData("MARQUEE_Access__Passwords", "maybe", "marquee: The setting Access:Passwords ")]
    [InlineData("MARQUEE_Storage__Postgres", "garbage", "marquee: The setting Storage:Postgres ")]
    public async Task The_program_stops_before_it_opens_anything(string name, string value, string start)
    {
        var folder = Path.Combine(Path.GetTempPath(), "marquee-none-" + Guid.NewGuid().ToString("N"));
        var (code, _, error) = await RunningMarquee.RunWith(new() { [name] = value }, "serve", "--data", folder, "--listen", "127.0.0.1:0");
        Assert.Equal(2, code);
        Assert.StartsWith(start, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task All_wrong_settings_are_named_at_once_in_the_language_of_the_terminal()
    {
        var (code, _, error) = await RunningMarquee.RunWith(
            new() { ["MARQUEE_Access__SessionDays"] = "abc", ["MARQUEE_Jobs__Concurrency"] = "0", ["LC_ALL"] = "de_DE.UTF-8" }, "serve", "--data", Path.Combine(Path.GetTempPath(), "marquee-none"));
        Assert.Equal(2, code);
        Assert.Equal("marquee: Die Einstellung Access:SessionDays ist eine ganze Zahl von 1 bis 365, nicht „abc“. Die Einstellung Jobs:Concurrency ist eine ganze Zahl von 1 bis 64, nicht „0“.", error.Trim());
    }

    [Fact]
    public async Task The_doctor_calls_wrong_settings_wrong_and_makes_no_folder()
    {
        var folder = Path.Combine(Path.GetTempPath(), "marquee-none-" + Guid.NewGuid().ToString("N"));
        var (code, told, _) = await RunningMarquee.RunWith(new() { ["MARQUEE_Access__SessionDays"] = "abc" }, "doctor", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains("[bad]  settings  The setting Access:SessionDays", told, StringComparison.Ordinal);
        (code, told, _) = await RunningMarquee.RunWith(new() { ["MARQUEE_Server__Certificate"] = "/nowhere/cert.pem" }, "doctor", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains("[bad]  settings  The certificate /nowhere/cert.pem cannot be used", told, StringComparison.Ordinal);
        (code, told, _) = await RunningMarquee.Run("doctor", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains("is not there", told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    static IConfigurationRoot Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
}
