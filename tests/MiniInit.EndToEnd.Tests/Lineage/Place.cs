using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Where init runs.</summary>
public enum Place
{
    /// <summary>As root, as PID 1 of a namespace.</summary>
    Pid1,

    /// <summary>As root, as a child subreaper.</summary>
    Subreaper,

    /// <summary>As an ordinary user, as a child subreaper.</summary>
    Nobody,

    /// <summary>As PID 1 of a namespace, as root with the capabilities that Docker leaves it.</summary>
    DockerRoot,
}

/// <summary>Starts an init there.</summary>
internal static class Places
{
    /// <summary>Whether init may become other users there.</summary>
    public static bool IsRoot(this Place place) => place != Place.Nobody;

    /// <summary>As <see cref="Supervised.Under"/>.</summary>
    public static Supervised Start(this Place place, string configuration, params string[] options)
    {
        Needs.Root();
        return Supervised.Under(place.Wrapper(), configuration, options);
    }

    private static string[] Wrapper(this Place place) => place switch
    {
        Place.Pid1 => [.. Running.Namespace],
        Place.Subreaper => [],
        Place.Nobody => Harness.Wrapper.Nobody,
        Place.DockerRoot => [.. Running.Namespace.Concat(Harness.Wrapper.DockerRoot)],
        _ => throw new System.ArgumentOutOfRangeException(nameof(place)),
    };
}
