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
public sealed partial class PasswordSignIn(
    Members members, Passwords passwords, Attempts attempts, SignInLog signIns, IOptions<AccessOptions> options, ILogger<PasswordSignIn> log)
{
    /// <param name="device">What the browser claims to be, for the list of sign-ins.</param>
    public async Task<PasswordOutcome> Try(string name, string password, string device, IPAddress? address, CancellationToken ct)
    {
        var (byName, byAddress) = (Attempts.Name(name), Attempts.Address(address));
        var member = await members.ByName(name, ct);
        if ((await attempts.Count(byAddress, options.Value.TriesPerAddress, TryRound.First, ct)
            ?? await attempts.Count(byName, options.Value.TriesPerName, options.Value.LongestWait, ct)) is { } wait)
        {
            Blocked(address);
            await signIns.Note(member?.Id, SignInWay.Password, SignInOutcome.TooMany, device, address, ct);
            return new TooManyTries(wait);
        }

        if (!await passwords.Check(member, password, ct))
        {
            Failed(member?.Name ?? "an unknown name", address);
            await signIns.Note(member?.Id, SignInWay.Password, await Why(member, ct), device, address, ct);
            return new PasswordWrong();
        }

        await attempts.Forgive(byName, byAddress, ct);
        return new PasswordRight(member!);
    }

    /// <summary>For the list of sign-ins alone; asks the same of the store for every name.</summary>
    async Task<SignInOutcome> Why(Member? member, CancellationToken ct)
    {
        var has = await passwords.Has(member?.Id ?? 0, ct);
        return member switch
        {
            null => SignInOutcome.UnknownName,
            { Disabled: true } => SignInOutcome.ShutOut,
            _ => has ? SignInOutcome.WrongPassword : SignInOutcome.NoPassword,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in failed for {Member} from {Address}")]
    partial void Failed(string member, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sign-in refused from {Address}: too many tries")]
    partial void Blocked(IPAddress? address);
}
