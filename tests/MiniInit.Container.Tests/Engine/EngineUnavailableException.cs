using System;

namespace MiniInit.Container.Tests.Engine;

/// <summary>dockerd is there, but this machine does not let it run (as inside an ordinary container).</summary>
internal sealed class EngineUnavailableException : Exception
{
    public EngineUnavailableException()
    {
    }

    public EngineUnavailableException(string message)
        : base(message)
    {
    }

    public EngineUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
