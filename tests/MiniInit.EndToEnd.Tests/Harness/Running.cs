using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>A program that a test started, its output, and the certainty that nothing of it is left behind.</summary>
internal sealed class Running : IDisposable
{
    private static readonly TimeSpan s_leftOver = TimeSpan.FromSeconds(5);

    /// <summary>So much of each output is kept at least, the latest of it: some programs write for half an hour.</summary>
    private const int Kept = 32 * 1024 * 1024;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Thread[] _readers;
    private readonly bool _namespaced;
    private int _pid;

    private Running(Process process, bool namespaced)
    {
        _process = process;
        _namespaced = namespaced;
        _readers = [Read(_process.StandardOutput, _output), Read(_process.StandardError, _errors)];
    }

    /// <summary>The pid of the program itself, seen from outside, also when it is PID 1 of a namespace.</summary>
    public int Pid
    {
        get
        {
            if (!_namespaced)
            {
                return _process.Id;
            }

            if (_pid == 0)
            {
                Wait.Until(
                    () => (_pid = Proc.Children(_process.Id) is [int first, ..] ? first : 0) != 0,
                    "the namespace has its PID 1");
            }

            return _pid;
        }
    }

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>The command that makes what follows it PID 1 of a namespace with a /proc of its own.</summary>
    public static IReadOnlyList<string> Namespace { get; } =
        ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"];

    /// <summary>Starts miniinit.</summary>
    public static Running Init(params string[] arguments) => Start(Binaries.MiniInit, arguments);

    /// <summary>Starts miniinit as PID 1 of a namespace of its own.</summary>
    public static Running AsPid1(params string[] arguments) => AsPid1(null, arguments);

    /// <summary>Starts miniinit as PID 1 of a namespace of its own.</summary>
    public static Running AsPid1(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        StartAsPid1(Binaries.MiniInit, arguments, environment);

    /// <summary>Starts a program as PID 1 of a namespace of its own.</summary>
    public static Running StartAsPid1(
        string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        Needs.Root();
        return Start(Namespace[0], [.. Namespace.Skip(1), program, .. arguments], environment, namespaced: true);
    }

    public static Running Start(
        string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null, bool namespaced = false)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        return new Running(Process.Start(info)!, namespaced);
    }

    /// <summary>Runs to the end and gives the exit code and all output.</summary>
    public static (int Code, string Output, string Errors) Run(
        string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Running running = Start(program, arguments, environment);
        int code = running.WaitForExit();
        return (code, running.Output, running.Errors);
    }

    public void Signal(int signal) => Proc.Signal(Pid, signal);

    /// <summary>Writes a line to its standard input.</summary>
    public void Type(string line) => _process.StandardInput.WriteLine(line);

    public void CloseInput() => _process.StandardInput.Close();

    public void WaitForOutput(string text) =>
        Wait.Until(
            () => Output.Contains(text, StringComparison.Ordinal),
            () => $"the output has \"{text}\"; it has: {Output} {Errors}");

    public void WaitForErrors(string text) =>
        Wait.Until(
            () => Errors.Contains(text, StringComparison.Ordinal),
            () => $"the errors have \"{text}\"; they have: {Errors}");

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code, or 128 + the signal that ended it.</returns>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Wait.Limit), $"it does not end; its output: {Output} {Errors}");

        // A process left over may still hold the pipes open, and its output is nobody's business here: so the wait has
        // an end, long enough for a busy machine to hand over what was written before.
        foreach (Thread reader in _readers)
        {
            _ = reader.Join(s_leftOver);
        }

        return _process.ExitCode;
    }

    /// <summary>The live processes below it, found before it is gone.</summary>
    public IReadOnlyList<int> Descendants()
    {
        var found = new List<int>();
        var pending = new Queue<int>([_process.Id]);
        while (pending.TryDequeue(out int pid))
        {
            foreach (int child in Proc.Children(pid))
            {
                found.Add(child);
                pending.Enqueue(child);
            }
        }

        return found;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            foreach (int pid in Descendants().Append(_process.Id))
            {
                Proc.Signal(pid, 9);
            }

            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>By a thread of its own: the pool's may all be busy with tests that wait.</summary>
    private static Thread Read(StreamReader from, StringBuilder to)
    {
        var reader = new Thread(() =>
        {
            char[] buffer = new char[4096];
            int count;
            while ((count = from.Read(buffer)) > 0)
            {
                lock (to)
                {
                    _ = to.Append(buffer, 0, count);
                    if (to.Length > 2 * Kept)
                    {
                        _ = to.Remove(0, to.Length - Kept);
                    }
                }
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
        return reader;
    }
}
