using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Marquee.Storage;
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
            throw new Refusal(string.Join(" ", wrong));
        }
    }

    public static IReadOnlyList<string> In(IConfiguration configuration) =>
    [
        .. from section in KnownSettings.Sections
           from property in section.Value.GetProperties().Where(p => p.CanWrite)
           let name = $"{section.Key}:{property.Name}"
           let problem = Problem(name, property, configuration.GetSection(name))
           where problem is not null
           select problem,
    ];

    static string? Problem(string name, PropertyInfo property, IConfigurationSection setting)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string[]))
        {
            var entries = setting.GetChildren().Select(c => c.Value ?? "").ToArray();
            return property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(a => !a.IsValid(entries)) is { } broken
                ? $"The setting {broken.FormatErrorMessage(name)}" : null;
        }

        if (setting.Value is not { } value)
        {
            return null;
        }

        return type == typeof(int) ? Number(name, property, value)
            : type == typeof(bool) && !bool.TryParse(value, out _) ? $"The setting {name} is true or false, not '{value}'."
            : type == typeof(Uri) && value.Length > 0 && !IsWebAddress(value) ? $"The setting {name} is an address such as https://films.example, not '{value}'."
            : property.GetCustomAttribute<RequiredAttribute>() is not null && string.IsNullOrWhiteSpace(value) ? $"The setting {name} must not be empty."
            : name == "Storage:Postgres" ? ConnectionString(name, value)
            : null;
    }

    static string? Number(string name, PropertyInfo property, string value)
    {
        var range = property.GetCustomAttribute<RangeAttribute>();
        var read = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return read && range?.IsValid(number) != false ? null
            : string.Create(CultureInfo.InvariantCulture, $"The setting {name} is a whole number{(range is null ? "" : $" from {range.Minimum} to {range.Maximum}")}, not '{value}'.");
    }

    static bool IsWebAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>Never repeats the value: it may hold a password.</summary>
    static string? ConnectionString(string name, string value)
    {
        try
        {
            return value.Length == 0 || new NpgsqlConnectionStringBuilder(value).Host is { Length: > 0 } ? null : $"The setting {name} names no host: {Shape}";
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return $"The setting {name} is no connection string of PostgreSQL: {Shape}";
        }
    }

    const string Shape = "write it as Host=db.example;Username=marquee;Password=...;Database=marquee.";
}
