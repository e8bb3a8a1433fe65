using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Tracing;

/// <summary>A run of <c>miniinitctl trace --json</c>, whose events go to a file. What outlives it is killed.</summary>
internal sealed class Traced : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<int> _pids = [];

    /// <summary>Starts one that follows what is left behind until it is told to stop.</summary>
    public Traced(params string[] command)
        : this([], command)
    {
    }

    /// <summary>The same below another program, such as setsid with its options.</summary>
    public Traced(string[] wrapper, string[] command)
        : this(all => Running.Start(all[0], all[1..]), wrapper, command)
    {
    }

    /// <summary>The same on a terminal, as the leader of its session, or below a program that is.</summary>
    public Traced(Pty terminal, string[] wrapper, string[] command)
        : this(terminal.Start, wrapper, command)
    {
    }

    private Traced(Func<string[], Running> start, string[] wrapper, string[] command) => Running =
        start([.. wrapper, Binaries.MiniInitCtl, "trace", "--json", "--for", "1h", "-o", File, .. command]);

    public static string Python => "/usr/bin/python3";

    /// <summary>
    /// What runs a program under a seccomp filter that answers ptrace(2), 101 on x86-64 and 117 on arm64, with an error:
    /// all its requests (0) or one of them.
    /// </summary>
    public static string[] Filtered(int request, int errno) => [Python, "-c", """
        import ctypes, os, platform, struct, sys
        request, errno = int(sys.argv[1]), int(sys.argv[2])
        number = 101 if platform.machine() == "x86_64" else 117
        load, equal, end, allow = 0x20, 0x15, 0x06, 0x7fff0000
        rules = [(load, 0, 0, 0), (equal, 0, 3, number), (load, 0, 0, 16), (equal, 0, 1, request) if request else (0x25, 0, 0, 0),
                 (end, 0, 0, 0x50000 | errno), (end, 0, 0, allow)]
        program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
        header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(rules), ctypes.addressof(program)))
        libc = ctypes.CDLL(None)
        assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, header) == 0
        os.execv(sys.argv[3], sys.argv[3:])
        """, $"{request}", $"{errno}"];

    public Running Running { get; }

    public string File => Path.Combine(_folder.Path, "trace");

    /// <summary>The events so far; a line that is not whole yet is not among them.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            string text = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : "";
            List<JsonElement> events = [.. text.Split('\n').SkipLast(1).Select(line => JsonElement.Parse(line))];
            _pids.UnionWith(events.Select(one => one.GetProperty("pid").GetInt32()));
            _pids.UnionWith(events.Where(one => Is(one, "fork")).Select(one => one.GetProperty("child").GetInt32()));
            return events;
        }
    }

    public JsonElement Summary => Events[^1];

    public int Command => Events[0].GetProperty("pid").GetInt32();

    public static bool Is(JsonElement happened, string word) => happened.GetProperty("event").GetString() == word;

    public IReadOnlyList<JsonElement> Of(string word) => [.. Events.Where(one => Is(one, word))];

    /// <summary>Runs it to its end.</summary>
    public Traced ToEnd(int code)
    {
        int actual = Running.WaitForExit();
        Assert.True(actual == code, $"exit code {actual}: {Running.Errors}{string.Join('\n', Events)}");
        return this;
    }

    public JsonElement WaitFor(string word, Func<JsonElement, bool>? condition = null)
    {
        JsonElement? found = null;
        Wait.Until(
            () =>
            {
                JsonElement[] all = [.. Of(word).Where(one => condition?.Invoke(one) != false)];
                found = all.Length > 0 ? all[0] : null;
                return found is not null;
            },
            () => $"there is an event \"{word}\"; there are: {string.Join('\n', Events)} {Running.Errors}");
        return found!.Value;
    }

    /// <summary>Ends the following of what outlives the command.</summary>
    public Traced StopFollowing(int code)
    {
        int command = Command;
        _ = WaitFor("end", one => one.GetProperty("pid").GetInt32() == command);
        Running.Signal(15);
        return ToEnd(code);
    }

    public void Dispose()
    {
        Running.Dispose();
        _ = Events;
        HashSet<int> ended = [.. Of("end").Select(one => one.GetProperty("pid").GetInt32())];
        foreach (int pid in _pids.Where(pid => !ended.Contains(pid) && pid > 1))
        {
            Proc.Signal(pid, 9);
        }

        _folder.Dispose();
    }
}
