using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>A user's home and runtime folder, in which sessions are started.</summary>
internal sealed class UserPlace : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _wrapper;
    private readonly List<Running> _started = [];

    private UserPlace(string[] wrapper, string owner)
    {
        (_wrapper, Fallback) = (wrapper, owner.Length == 0 ? null : $"/tmp/miniinit-{owner[..owner.IndexOf(':')]}");
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        _ = Directory.CreateDirectory(Jobs);
        _ = Directory.CreateDirectory(Runtime, (UnixFileMode)0b111_000_000);
        if (owner.Length > 0)
        {
            (int code, _, string errors) = Running.Run("chown", ["-R", owner, Home, Runtime]);
            Assert.Equal((0, ""), (code, errors));
        }
    }

    public string Home => Path("home");

    public string Runtime => Path("run");

    public string Jobs => Path("home/.config/miniinit/jobs");

    public string Logs => Path("home/.local/state/miniinit/log");

    public string Sessions => Path("run/miniinit/sessions");

    /// <summary>What serves without a runtime folder; it is removed in the end, for nobody else has these users.</summary>
    public string? Fallback { get; }

    /// <summary>The user that runs the tests.</summary>
    public static UserPlace OfOurselves() => new([], "");

    /// <summary>A user without rights.</summary>
    public static UserPlace OfNobody() => OfUser(54320);

    /// <summary>One of whom nothing is known.</summary>
    public static UserPlace OfUser(int user)
    {
        Needs.Root();
        return new UserPlace(["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups"], $"{user}:{user}");
    }

    public static UserPlace Of(bool isNobody) => isNobody ? OfNobody() : OfOurselves();

    public string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    /// <summary>Writes a job file, where <c>{HOME}</c> stands for the home.</summary>
    public void AddJob(string name, string text) =>
        File.WriteAllText($"{Jobs}/{name}.toml", text.Replace("{HOME}", Home, StringComparison.Ordinal));

    /// <summary>Starts a session.</summary>
    /// <param name="arguments">What stands behind --user.</param>
    public Running Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>The same with variables.</summary>
    public Running Start(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        string[] command = [.. _wrapper, Binaries.MiniInit, "--user", .. arguments];
        var running = Running.Start(command[0], command[1..], Environment(variables));
        _started.Add(running);
        return running;
    }

    /// <summary>Starts one as process 1 of a namespace.</summary>
    public Running StartAsPid1(params string[] arguments)
    {
        string[] command = [.. _wrapper, Binaries.MiniInit, "--user", .. arguments];
        return Running.StartAsPid1(command[0], command[1..], Environment());
    }

    /// <summary>Runs miniinitctl as the user.</summary>
    public (int Code, string Output, string Errors) Control(params string[] arguments)
    {
        string[] command = [.. _wrapper, Binaries.MiniInitCtl, .. arguments];
        return Running.Run(command[0], command[1..], Environment());
    }

    /// <summary>Runs one to its end.</summary>
    public (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        Running session = Start(arguments);
        int code = session.WaitForExit();
        return (code, session.Output, session.Errors);
    }

    /// <summary>What a session is started with.</summary>
    public Dictionary<string, string> Environment(IReadOnlyDictionary<string, string>? more = null) => new(more ?? new Dictionary<string, string>())
    {
        ["HOME"] = Home,
        ["XDG_RUNTIME_DIR"] = Runtime,
        ["XDG_CONFIG_HOME"] = "",
        ["XDG_STATE_HOME"] = "",
        ["XDG_CONFIG_DIRS"] = Path("none"),
    };

    /// <summary>The socket of a session that runs, which it has told of.</summary>
    public string SocketOf(Running session)
    {
        string file = $"{Sessions}/{session.Pid}.session";
        string text = "";
        Wait.Until(
            () => File.Exists(file) && (text = File.ReadAllText(file)).EndsWith('\n'),
            () => $"{file} is written; {session.Errors}");
        Assert.StartsWith("MINIINIT_SESSION=", text);
        return text["MINIINIT_SESSION=".Length..^1];
    }

    /// <summary>Waits until a file has a line, and gives its content.</summary>
    public string WaitForFile(string name)
    {
        Wait.Until(() => File.Exists(Path(name)) && File.ReadAllText(Path(name)).EndsWith('\n'), $"{name} is written");
        return File.ReadAllText(Path(name));
    }

    public void Dispose()
    {
        foreach (Running running in Enumerable.Reverse(_started))
        {
            running.Dispose();
        }

        _folder.Dispose();
        if (Directory.Exists(Fallback))
        {
            Directory.Delete(Fallback, recursive: true);
        }
    }
}
