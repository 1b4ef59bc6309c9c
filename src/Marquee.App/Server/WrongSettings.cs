using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using Marquee.Access;
using Marquee.Storage;
using Marquee.Texts;
using Npgsql;

namespace Marquee.App.Server;

/// <summary>Reads every setting as its options will, and says in one sentence each what is wrong, before anything is opened.</summary>
static class WrongSettings
{
    /// <exception cref="Refusal">A setting is wrong; all of them are named.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        if (In(configuration) is { Count: > 0 } wrong)
        {
            throw new Refusal(wrong.Aggregate((before, next) => new Text("app.setting.also", ("before", before), ("next", next))));
        }
    }

    public static IReadOnlyList<Text> In(IConfiguration configuration) =>
    [
        .. from section in KnownSettings.Sections
           from property in section.Value.GetProperties().Where(p => p.CanWrite)
           let name = $"{section.Key}:{property.Name}"
           let problem = Problem(name, property, configuration.GetSection(name))
           where problem is not null
           select problem,
    ];

    static Text? Problem(string name, PropertyInfo property, IConfigurationSection setting)
    {
        if (property.GetCustomAttribute<AddressesAttribute>() is { } addresses)
        {
            return addresses.IsValid(setting.GetChildren().Select(c => c.Value ?? "").ToArray()) ? null : new Text("app.setting.networks", ("name", name));
        }

        if (setting.Value is not { } value)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.GetCustomAttribute<RequiredAttribute>() is not null && string.IsNullOrWhiteSpace(value) ? new Text("app.setting.empty", ("name", name))
            : type == typeof(int) ? Number<int>("app.setting.whole", NumberStyles.Integer, name, property, value)
            : type == typeof(double) ? Number<double>("app.setting.number", NumberStyles.Float, name, property, value)
            : type == typeof(bool) && !bool.TryParse(value, out _) ? new Text("app.setting.switch", ("name", name), ("value", value))
            : type == typeof(Uri) && value.Length > 0 && !IsWebAddress(value) ? new Text("app.setting.address", ("name", name), ("value", value))
            : name == "Storage:Postgres" ? ConnectionString(name, value)
            : type == typeof(string) && property.GetCustomAttributes<ValidationAttribute>().Any(a => !a.IsValid(value)) ? new Text("app.setting.contact", ("name", name))
            : null;
    }

    static Text? Number<T>(string code, NumberStyles style, string name, PropertyInfo property, string value) where T : struct, INumberBase<T>
    {
        var range = property.GetCustomAttribute<RangeAttribute>()!;
        return T.TryParse(value, style, CultureInfo.InvariantCulture, out var number) && range.IsValid(number) ? null
            : new Text(code, ("name", name), ("least", range.Minimum), ("most", range.Maximum), ("value", value));
    }

    static bool IsWebAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>Never repeats the value: it may hold a password.</summary>
    static Text? ConnectionString(string name, string value)
    {
        try
        {
            return value.Length == 0 || new NpgsqlConnectionStringBuilder(value).Host is { Length: > 0 } ? null : new Text("app.setting.noHost", ("name", name));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return new Text("app.setting.connection", ("name", name));
        }
    }
}
