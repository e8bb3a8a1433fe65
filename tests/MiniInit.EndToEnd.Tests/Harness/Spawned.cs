using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>What <c>test-child spawn</c> told about a start, and what the program that it started wrote.</summary>
/// <param name="Outcome"><c>started</c>, or <c>failure STAGE ERRNO</c>.</param>
/// <param name="End"><c>exit N</c> or <c>signal N</c>; empty where there was no child at all.</param>
/// <param name="Lines">All other lines.</param>
internal sealed record Spawned(string Outcome, string End, IReadOnlyList<string> Lines)
{
    /// <summary>Starts <paramref name="command"/> with the options of <c>test-child spawn</c>.</summary>
    public static Spawned Run(string[] options, params string[] command) => RunUnder([], options, command);

    /// <summary>The same below another program, such as <c>setpriv</c> with its options.</summary>
    public static Spawned RunUnder(string[] wrapper, string[] options, params string[] command) =>
        RunBy(Binaries.TestChild, wrapper, options, command);

    /// <summary>The same by a copy of the test child, where other users can run it.</summary>
    public static Spawned RunBy(string starter, string[] wrapper, string[] options, params string[] command)
    {
        string[] all = [.. wrapper, starter, "spawn", .. options, "--", .. command];
        (int code, string output, string errors) = Running.Run(all[0], all[1..]);
        Assert.True(code == 0, $"exit code {code}: {output}{errors}");
        return Parse(output);
    }

    /// <summary>Reads the lines, among which those of the program may stand anywhere.</summary>
    public static Spawned Parse(string output)
    {
        var lines = output.Split('\n').Select(l => l.TrimEnd('\r')).SkipLast(1).ToList();
        string outcome = lines.Single(l => l == "started" || l.StartsWith("failure ", StringComparison.Ordinal));
        string end = lines.SingleOrDefault(l => l.StartsWith("exit ", StringComparison.Ordinal)
            || l.StartsWith("signal ", StringComparison.Ordinal)) ?? "";
        return new Spawned(outcome, end, [.. lines.Where(l => l != outcome && l != end)]);
    }
}
