using MiniInit.Core.Addresses;

namespace MiniInit.Core.Jobs;

/// <summary>A question that is put to a job from outside.</summary>
public abstract record Probe
{
    private Probe()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Good if a connection is accepted.</summary>
    /// <param name="Address">Where.</param>
    public sealed record TcpConnect(ListenAddress Address) : Probe;

    /// <summary>Good if a GET is answered by a status of 200 to 399.</summary>
    /// <param name="Address">Where.</param>
    public sealed record HttpGet(HttpAddress Address) : Probe;

    /// <summary>Good if the command exits with 0.</summary>
    /// <param name="Command">What is run.</param>
    public sealed record Run(JobCommand Command) : Probe;
}
