namespace MiniInit.Linux;

/// <summary>What the kernel does with the machine, reboot(2).</summary>
public enum PowerAction
{
    /// <summary>Switches it off.</summary>
    PowerOff,

    /// <summary>Starts it anew.</summary>
    Reboot,
}
