namespace Marquee.Storage;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>The few places where the two engines need different words.</summary>
public sealed class Dialect(Engine engine)
{
    public Engine Engine { get; } = engine;

    /// <summary>A test for membership of a list parameter: <c>"id " + dialect.In("@ids")</c>.</summary>
    public string In(string parameter) => Engine == Engine.Sqlite ? $"in {parameter}" : $"= any({parameter})";

    /// <summary>A list as the engine's driver wants it for <see cref="In"/>.</summary>
    public static long[] List(IEnumerable<long> ids) => ids as long[] ?? ids.ToArray();
}
