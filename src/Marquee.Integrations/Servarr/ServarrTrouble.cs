namespace Marquee.Integrations.Servarr;

/// <summary>Why a call brought nothing: for people, by a code and what fills the gaps of its sentence.</summary>
/// <param name="Code">Stays the same from release to release.</param>
/// <param name="Values">By name: strings and numbers, never the key.</param>
public abstract record ServarrTrouble(string Code, IReadOnlyList<(string Name, object Value)> Values)
{
    /// <summary>The same call may succeed later without anybody doing anything.</summary>
    public virtual bool Passes => false;
}

/// <summary>Down, starting up, silent, overloaded, or broke off in the middle.</summary>
/// <param name="NotBefore">The server asked to be left alone until then, or is left alone by us; null when no time is known.</param>
public sealed record Unavailable(DateTimeOffset? NotBefore, string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values)
{
    public override bool Passes => true;
}

/// <summary>The key is not the server's.</summary>
public sealed record Unauthorized(string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>Something answers, and it is another program: a page, a router, Sonarr where Radarr should be.</summary>
public sealed record NotThatProgram(string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>The server sends one elsewhere: its base path is missing from the address, or it wants https.</summary>
/// <param name="To">The address to enter instead; null when it leads where no call goes by itself.</param>
public sealed record Moved(Uri? To, string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>Our own rules forbid the address until a host ticks it.</summary>
public sealed record NotAllowed(string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>There is no such film, series, episode, command or setting on the server.</summary>
public sealed record NotThere(string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>The server understood and will not.</summary>
/// <param name="Objections">Why, in its own words; at least one.</param>
public sealed record Refused(IReadOnlyList<Objection> Objections, string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>The files that were to be deleted are not where the one who confirmed it saw them; nothing was sent.</summary>
public sealed record NotConfirmed(string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>Data came, and not in the layout of this API: a value of another type, or something missing.</summary>
public sealed record NotUnderstood(string Code, params IReadOnlyList<(string Name, object Value)> Values) : ServarrTrouble(Code, Values);

/// <summary>One message of the server's validation.</summary>
/// <param name="Property">Of what was sent; null when it is about the whole.</param>
/// <param name="Message">In the server's language.</param>
/// <param name="Rule">Which of the server's rules spoke, such as <c>MovieExistsValidator</c>; null when it does not say.</param>
public sealed record Objection(string? Property, string Message, string? Rule);
