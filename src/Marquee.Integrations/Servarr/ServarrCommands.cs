namespace Marquee.Integrations.Servarr;

/// <summary>Commands are done by the server in its own time; what is asked for is their state, never a fixed wait.</summary>
public sealed class ServarrCommands
{
    readonly ServarrApi _api;

    internal ServarrCommands(ServarrApi api) => _api = api;

    internal Task<ServarrAnswer<CommandState>> Start(CommandToStart command, CancellationToken ct) =>
        _api.Send(HttpMethod.Post, "command", command, ServarrJson.Default.CommandToStart, ServarrJson.Default.CommandState, ct);

    /// <returns>Trouble <see cref="NotThere"/> when it was long ago, or before the server was started anew.</returns>
    public Task<ServarrAnswer<CommandState>> State(int id, CancellationToken ct) =>
        _api.Get(FormattableString.Invariant($"command/{id}"), ServarrJson.Default.CommandState, ct);

    /// <summary>Asks more and more seldom until the command is over. That the server is down in between does not end it.</summary>
    /// <returns>The state when it was over or patience was; the last trouble when patience ended with one.</returns>
    public Task<ServarrAnswer<CommandState>> Follow(int id, TimeSpan patience, CancellationToken ct) =>
        Patience.Ask(token => State(id, token), state => state.IsOver, patience, _api.Time, ct);
}
