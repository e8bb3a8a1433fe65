namespace MiniInit.Ctl.Invocations;

/// <summary>The name the tool was called by, which may be that of a command.</summary>
/// <param name="Prefix">What messages begin with.</param>
/// <param name="Command">The command that the name stands for; null if the first argument tells.</param>
/// <param name="IsPower">Whether it is one of the old names of shutting down, with options of their own.</param>
internal sealed record CallName(string Prefix, string? Command, bool IsPower)
{
    /// <summary>Reads the name.</summary>
    /// <param name="called">How the tool was called, perhaps with a path.</param>
    public static CallName Of(string called)
    {
        string name = called[(called.LastIndexOf('/') + 1)..];
        return name switch
        {
            "start" or "stop" or "restart" or "reload" or "status" => new CallName(name, name, IsPower: false),
            "shutdown" or "halt" or "poweroff" or "reboot" or "telinit" => new CallName(name, null, IsPower: true),
            Invocation.CompatibleName => new CallName(name, null, IsPower: false),
            _ => new CallName(Invocation.UsualName, null, IsPower: false),
        };
    }
}
