using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Storage;

/// <summary>Where the stores are.</summary>
public sealed class StorageOptions
{
    /// <summary>The data folder; made when it is not there. With PostgreSQL it still holds what belongs to this node alone.</summary>
    [Required] public string Folder { get; set; } = "./data";

    /// <summary>A PostgreSQL connection string; null means SQLite in <see cref="Folder"/>.</summary>
    public string? Postgres { get; set; }

    /// <summary>The file with the keys of stored secrets; null means <c>secrets.key</c> in <see cref="Folder"/>. Servers that share a house share it.</summary>
    public string? KeyFile { get; set; }
}

[OptionsValidator]
public sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
