namespace Marquee.Integrations.Servarr;

/// <summary>What became of a call: <see cref="Got{T}"/> or <see cref="NotGot{T}"/>. Nothing that the world does comes as an exception.</summary>
public abstract record ServarrAnswer<T>
{
    private protected ServarrAnswer()
    {
    }

    public static implicit operator ServarrAnswer<T>(ServarrTrouble why) => new NotGot<T>(why);

    /// <summary>The same answer in other words; trouble stays what it is.</summary>
    public ServarrAnswer<TNext> Map<TNext>(Func<T, TNext> words) => this switch
    {
        Got<T>(var value) => new Got<TNext>(words(value)),
        _ => ((NotGot<T>)this).Why,
    };

    /// <summary>Asks on; trouble ends it.</summary>
    public Task<ServarrAnswer<TNext>> Then<TNext>(Func<T, Task<ServarrAnswer<TNext>>> next) =>
        this is Got<T>(var value) ? next(value) : Task.FromResult(Map(_ => default(TNext)!));
}

public sealed record Got<T>(T Value) : ServarrAnswer<T>;

public sealed record NotGot<T>(ServarrTrouble Why) : ServarrAnswer<T>;

/// <summary>For calls whose answer says nothing but that it is done.</summary>
public readonly record struct Done;
