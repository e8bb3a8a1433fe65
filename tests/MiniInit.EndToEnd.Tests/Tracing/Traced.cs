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
    {
        string[] all = [.. wrapper, Binaries.MiniInitCtl, "trace", "--json", "--for", "1h", "-o", File, .. command];
        Running = Running.Start(all[0], all[1..]);
    }

    public static string Python => "/usr/bin/python3";

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
