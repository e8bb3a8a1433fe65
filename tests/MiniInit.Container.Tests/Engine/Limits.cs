using System;

namespace MiniInit.Container.Tests.Engine;

/// <summary>How long a test waits before it says that a thing did not happen. None is met when all is well.</summary>
internal static class Limits
{
    /// <summary>One command of the Docker client or of the machine; builds and storms of processes take seconds.</summary>
    public static readonly TimeSpan Command = TimeSpan.FromSeconds(60);

    /// <summary>One debootstrap with three servers; a minute on an idle machine with a near mirror.</summary>
    public static readonly TimeSpan Bootstrap = TimeSpan.FromMinutes(10);

    /// <summary>Until a container has logged an expected line; PostgreSQL's first start takes seconds.</summary>
    public static readonly TimeSpan Log = TimeSpan.FromSeconds(120);

    /// <summary>From the start of dockerd until it answers; well under a second on an idle machine.</summary>
    public static readonly TimeSpan EngineStart = TimeSpan.FromSeconds(60);

    /// <summary>The end of dockerd and the cleaning up: the keeper gives dockerd 30 s before it kills.</summary>
    public static readonly TimeSpan EngineStop = TimeSpan.FromSeconds(90);

    /// <summary>Until a terminal shows an expected text.</summary>
    public static readonly TimeSpan Terminal = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Given to <c>docker stop</c>: a container that ends by itself does so long before, and one that does not is
    /// killed and seen by its exit code 137.
    /// </summary>
    public const string StopSeconds = "60";
}
