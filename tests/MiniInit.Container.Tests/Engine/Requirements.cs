using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Container.Tests.Engine;

/// <summary>What the machine must have. Where it has not, the tests are skipped; under CI=true they fail instead.</summary>
internal static class Requirements
{
    private const string BusyBox = "/bin/busybox";

    /// <summary>Enough for the program header and the name of the interpreter of any ELF file.</summary>
    private const int ElfStart = 4096;

    public static string? DockerDaemon => FindProgram("dockerd");

    /// <summary>
    /// The client of the engine's own package comes first: a newer one elsewhere on the PATH may refuse an old engine.
    /// </summary>
    public static string? DockerClient => FindProgram("docker");

    /// <returns>Why the engine cannot be started here, or null.</returns>
    public static string? WhyNoEngine()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "starting a Docker engine needs root";
        }

        if (DockerDaemon is null || DockerClient is null)
        {
            return "no dockerd on this machine: install Debian's docker.io";
        }

        return IsStatic(BusyBox) ? null : $"no static {BusyBox} on this machine: install Debian's busybox-static";
    }

    public static string? FindProgram(string name) =>
        new[] { "/usr/sbin", "/usr/bin" }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Skips the running test, or fails it where the machine is one that must have everything.</summary>
    public static void Demand(string? reason)
    {
        if (reason is null)
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }

    private static bool IsStatic(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        Span<byte> start = stackalloc byte[ElfStart];
        using FileStream stream = File.OpenRead(file);
        return !Encoding.Latin1.GetString(start[..stream.ReadAtLeast(start, ElfStart, false)]).Contains(
            "/ld-", StringComparison.Ordinal);
    }
}
