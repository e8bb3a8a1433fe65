using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Waiting where there is nothing to wait for but time: between two tries of what must succeed.</summary>
public static unsafe class Pause
{
    /// <summary>Waits; a signal handler may end it early.</summary>
    /// <param name="milliseconds">0 or more.</param>
    public static void Milliseconds(int milliseconds) => _ = Libc.poll(null, 0, milliseconds);
}
