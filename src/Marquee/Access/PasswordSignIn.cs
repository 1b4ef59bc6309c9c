using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

/// <summary>What became of a name and a password.</summary>
public abstract record PasswordOutcome;

public sealed record PasswordRight(Member Member) : PasswordOutcome;

/// <summary>Wrong password, unknown name, no password, or shut out: the one who asks is not told which.</summary>
public sealed record PasswordWrong : PasswordOutcome;

public sealed record TooManyTries(TimeSpan Wait) : PasswordOutcome;

/// <summary>Lets nobody guess: every try counts against its name and its address before it is looked at.</summary>
public sealed partial class PasswordSignIn(Members members, Passwords passwords, Attempts attempts, IOptions<AccessOptions> options, ILogger<PasswordSignIn> log)
{
    public async Task<PasswordOutcome> Try(string name, string password, IPAddress? address, CancellationToken ct)
    {
        var (byName, byAddress) = (Attempts.Name(name), Attempts.Address(address));
        if ((await attempts.Count(byAddress, options.Value.TriesPerAddress, ct) ?? await attempts.Count(byName, options.Value.TriesPerName, ct)) is { } wait)
        {
            Blocked(address);
            return new TooManyTries(wait);
        }

        var member = await members.ByName(name, ct);
        if (!await passwords.Check(member, password, ct))
        {
            Failed(member?.Name ?? "an unknown name", address);
            return new PasswordWrong();
        }

        await attempts.Forgive(byName, byAddress, ct);
        return new PasswordRight(member!);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in failed for {Member} from {Address}")]
    partial void Failed(string member, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in refused from {Address}: too many tries")]
    partial void Blocked(IPAddress? address);
}
