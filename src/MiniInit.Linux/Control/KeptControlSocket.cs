namespace MiniInit.Linux.Control;

/// <summary>A control socket as it is handed over an exec.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Listener">The descriptor that listens.</param>
/// <param name="Lock">The descriptor of the lock beside it.</param>
/// <param name="Device">With <paramref name="Inode"/>, which file has its name.</param>
/// <param name="Inode">The number of that file.</param>
public sealed record KeptControlSocket(string Path, int Listener, int Lock, ulong Device, ulong Inode)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(KeptControlSocket);
}
