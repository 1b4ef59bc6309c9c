namespace Marquee.Integrations.Tmdb;

/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Spelling">As TMDB has it, never empty: <c>PG-13</c>, <c>12A</c>.</param>
public sealed record TmdbCertificate(string Country, string Spelling);

/// <summary>What became of a question to TMDB. A code stands for a sentence in the message files of the product.</summary>
public abstract record TmdbAnswer;

/// <summary>The key works.</summary>
public sealed record TmdbWelcome : TmdbAnswer;

/// <param name="Title">TMDB's own name of it, which spares a call the next time.</param>
/// <param name="All">A country can have several: a film is released more than once. May be none.</param>
public sealed record TmdbCertificates(TmdbTitle Title, IReadOnlyList<TmdbCertificate> All) : TmdbAnswer;

/// <summary>TMDB says that it has no such film or series.</summary>
public sealed record TmdbUnknown : TmdbAnswer;

/// <summary>The answer about this title cannot be used; another title may fare better.</summary>
public sealed record TmdbUnreadable(string Code, params IReadOnlyList<(string Name, object Value)> Values) : TmdbAnswer;

/// <summary>TMDB answers nothing at all now: the key is refused, it asks for a pause, it is down or cannot be reached.</summary>
/// <param name="NotBefore">TMDB asked to be left alone until then; null when it named no time.</param>
public sealed record TmdbRefused(DateTimeOffset? NotBefore, string Code, params IReadOnlyList<(string Name, object Value)> Values) : TmdbAnswer;
