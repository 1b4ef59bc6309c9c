namespace Marquee.Access;

/// <summary>An invitation to become a member, without its link and its code, which are shown once.</summary>
public sealed record Invitation
{
    internal const string Columns = """
        i.id, i.role, i.name, h.name as invitedBy, i.created_at as createdAt, i.expires_at as expiresAt, i.used_at as usedAt,
        i.code_expires_at as codeExpiresAt, i.code_tries as codeTries, i.code_hash as codeHash
        """;

    /// <summary>Whoever made it must still be a host: an invitation gives no more than its maker could.</summary>
    internal const string Tables = "house.invitation i join house.member h on h.id = i.made_by and h.role = 'host' and not h.disabled";

    public long Id { get; init; }

    public Role Role { get; init; }

    /// <summary>Null: the invited chooses.</summary>
    public string? Name { get; init; }

    public string InvitedBy { get; init; } = "";

    /// <summary>Unix seconds, as all instants here.</summary>
    public long CreatedAt { get; init; }

    public long ExpiresAt { get; init; }

    public long? UsedAt { get; init; }

    internal long? CodeExpiresAt { get; init; }

    internal int CodeTries { get; init; }

    internal string? CodeHash { get; init; }

    /// <summary>How long its code still works; null when it does not.</summary>
    public long? CodeUntil(long now) =>
        CodeHash is not null && CodeExpiresAt is { } end && end > now && CodeTries < InvitationCodes.MostTries ? end : null;

    public LinkState State(long now) => UsedAt is not null ? LinkState.Used : ExpiresAt <= now ? LinkState.Expired : LinkState.Fresh;
}

/// <param name="Link">The secret of its address: 128 random bits.</param>
public sealed record NewInvitation(long Id, string Link, DateTimeOffset ExpiresAt)
{
    /// <param name="host">Where the server is reached: <c>http://127.0.0.1:8484</c>.</param>
    public Uri At(Uri host) => new(host, $"/join/{Link}");
}
