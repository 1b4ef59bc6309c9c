namespace Marquee.Access;

public enum Role
{
    /// <summary>Runs the house: members, settings, imports.</summary>
    Host,

    Member,

    /// <summary>Never sees adult titles.</summary>
    Child,
}

/// <summary>Somebody who belongs to the house.</summary>
public sealed record Member
{
    internal const string Columns = "m.id, m.name, m.role, m.show_adult as showAdult, m.disabled, m.created_at as createdAt";

    public long Id { get; init; }

    public string Name { get; init; } = "";

    public Role Role { get; init; }

    /// <summary>What the member chose; a child never sees adult titles, whatever this says.</summary>
    public bool ShowAdult { get; init; }

    /// <summary>May not sign in, by any way.</summary>
    public bool Disabled { get; init; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }
}
