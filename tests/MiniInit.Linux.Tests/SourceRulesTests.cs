using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MiniInit.Linux.Tests;

/// <summary>Rules that no compiler checks: what may be called in one place only.</summary>
public sealed class SourceRulesTests
{
    private static string Source => Path.Combine(
        typeof(SourceRulesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "MiniInitRepository").Value!,
        "src");

    [Theory]
    [InlineData(
        @"\b(kill|killpg|tkill|tgkill|raise|abort|sigqueue|pthread_kill|pthread_sigqueue)\s*\("
            + @"|SYS_(pidfd_send_signal|kill|tkill|tgkill|rt_sigqueueinfo|rt_tgsigqueueinfo)\b",
        "MiniInit.Linux/SignalSender.cs", "MiniInit.Linux/LibC/signal.cs", "MiniInit.Linux/LibC/syscall.cs")]
    [InlineData(
        @"\b(wait|wait3|wait4|waitpid|waitid)\s*\(|SYS_(wait4|waitid)\b",
        "MiniInit.Linux/Reaper.cs", "MiniInit.Linux/LibC/wait.cs")]
    [InlineData(
        @"\b(fork|vfork|clone|clone3|posix_spawnp?)\s*\(|SYS_(fork|vfork|clone3?)\b",
        "MiniInit.Linux/Spawning/ChildClone.cs", "MiniInit.Linux/LibC/sched.cs")]
    public void Dangerous_calls_are_made_in_one_place(string pattern, params string[] allowed)
    {
        IEnumerable<string> found = Files().Where(f => Regex.IsMatch(Code(f), pattern))
            .Select(f => Path.GetRelativePath(Source, f));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_one_piece_of_c_stays_small()
    {
        string file = Assert.Single(Files(), f => f.EndsWith(".c", StringComparison.Ordinal));
        Assert.Equal("MiniInit/early.c", Path.GetRelativePath(Source, file));
        Assert.InRange(File.ReadAllLines(file).Length, 1, 120);
    }

    [Fact]
    public void Nothing_of_the_runtime_that_reaps_or_handles_signals_is_used()
    {
        const string Pattern =
            @"(?<!\.)\b(Process\.Start|PosixSignalRegistration|Console\.|Task\.|ThreadPool\.|new (Process|Thread|Timer)\b)";

        // miniinitctl is never process 1: it may have a console, and wait for a shell as any program does.
        IEnumerable<string> ofProcessOne =
            Files().Where(f => !f.StartsWith(Path.Combine(Source, "MiniInitCtl") + "/", StringComparison.Ordinal));
        Assert.DoesNotContain(ofProcessOne, f => Regex.IsMatch(Code(f), Pattern));
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".c", StringComparison.Ordinal));

    /// <summary>A file without its comments, which may well speak of kill(2).</summary>
    private static string Code(string file) =>
        Regex.Replace(File.ReadAllText(file), @"/\*.*?\*/|//[^\n]*", "", RegexOptions.Singleline);
}
