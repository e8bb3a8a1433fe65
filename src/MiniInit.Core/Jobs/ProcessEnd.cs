using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>How a process ended.</summary>
public abstract record ProcessEnd
{
    private ProcessEnd()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>It exited.</summary>
    /// <param name="Code">0 to 255.</param>
    public sealed record Exited(int Code) : ProcessEnd;

    /// <summary>A signal killed it.</summary>
    /// <param name="Signal">Which.</param>
    public sealed record Killed(Signal Signal) : ProcessEnd;
}
