using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>
/// An init that supervises the jobs of a configuration, with a folder for their files, and the certainty that nothing of
/// them is left behind.
/// </summary>
/// <remarks>
/// Jobs tell what they do by lines in the file <c>{TRACE}</c>: other than output, which comes through a pipe for each,
/// these are in the order of what happened. They wait for files that the test makes by <see cref="Touch"/>.
/// </remarks>
internal sealed class Supervised : IDisposable
{
    /// <summary>A variable that init passes on to all jobs, by which their processes are known wherever they went.</summary>
    private const string Mark = "SUPERVISED_BY_TEST";

    private readonly TemporaryFolder _folder;
    private readonly byte[] _mark;
    private readonly Running _running;

    private Supervised(
        TemporaryFolder folder, string configuration, string[] wrapper, IReadOnlyDictionary<string, string> variables,
        string[] options)
    {
        _folder = folder;
        _mark = Encoding.UTF8.GetBytes($"{Mark}={folder.Path}\0");
        _ = Directory.CreateDirectory(Path("conf/jobs"));
        if (wrapper.Append(configuration).Any(text => text.Contains("{PROGRAM}")))
        {
            _ = ProgramForAll();
        }

        foreach ((string name, string file) in Binaries.Natives.Where(native => configuration.Contains(Place(native.Name))))
        {
            _ = folder.CopyOfProgram(name, file, "0755");
        }

        // Programs of other users are to find it.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);

        // One that each user can make a socket in.
        File.SetUnixFileMode(Directory.CreateDirectory(Path("run")).FullName, (UnixFileMode)0b001_111_111_111);

        Write("await", "for file; do while [ ! -e $file ]; do sleep 0.02; done; done\n");
        Write("conf/miniinit.toml", configuration);
        string[] level = options.Contains("--log-level") ? [] : ["--log-level", "info"];
        string[] config = options.Contains("--config") ? [] : ["--config", Path("conf")];
        string[] socket = options.Contains("--socket") || variables.ContainsKey("MINIINIT_SOCKET") ? [] : ["--socket", Socket];
        string program = wrapper.Contains("setpriv")
            ? folder.CopyOfProgram("miniinit", Binaries.MiniInit, "0755") : Binaries.MiniInit;
        string[] command = [.. wrapper.Select(Placed), program, .. config, .. level, .. socket, .. options.Select(Placed)];
        Dictionary<string, string> environment = new(variables) { [Mark] = folder.Path };
        _running = Running.Start(command[0], command[1..], environment, wrapper is ["unshare", ..] && wrapper.Contains("--pid"));
    }

    /// <summary>What init and the standard errors of its jobs have said so far.</summary>
    public string Log => _running.Errors;

    /// <summary>What the jobs have written to their standard outputs so far.</summary>
    public string Output => _running.Output;

    /// <summary>What a job, or an instance as <c>web (1)</c>, has written to its standard output, line by line.</summary>
    public IReadOnlyList<string> Lines(string job) => LinesOf(Output, job);

    /// <summary>What it has written to its standard error.</summary>
    public IReadOnlyList<string> ErrorLines(string job) => LinesOf(Log, job);

    /// <summary>Where its control socket is: one for each, since tests share /run.</summary>
    public string Socket => Path("run/control");

    /// <summary>Init's pid, seen from outside.</summary>
    public int Pid => _running.Pid;

    /// <summary>The whole lines of the file <c>{TRACE}</c>.</summary>
    public IReadOnlyList<string> Trace
    {
        get
        {
            string text = File.Exists(Path("trace")) ? File.ReadAllText(Path("trace")) : "";
            return text.Split('\n')[..^1];
        }
    }

    /// <summary>
    /// The processes of jobs that live, and init itself, whoever their parents are. One that has cleared its environment
    /// is known by the place of its program.
    /// </summary>
    public IReadOnlyList<int> Processes =>
    [
        .. Proc.All().Where(pid => EnvironmentOf(pid).AsSpan().IndexOf(_mark) >= 0 || Proc.CommandLine(pid).Contains(_folder.Path)),
    ];

    /// <summary>Starts init as PID 1 of a namespace.</summary>
    /// <param name="configuration">
    /// A main file in TOML, where <c>{DIR}</c> stands for the folder, <c>{TRACE}</c> for the file in which jobs tell what they
    /// do, <c>{CHILD}</c> for the test child, <c>{PROGRAM}</c> for a copy of it that all users can run, <c>{DAEMONISE}</c> and
    /// so on for copies of its programs in C, and <c>{AWAIT}</c> for a command that waits until files exist.
    /// </param>
    /// <param name="options">Of the command line.</param>
    public static Supervised AsPid1(string configuration, params string[] options)
    {
        Needs.Root();
        return Under([.. Running.Namespace], configuration, options);
    }

    /// <summary>Starts init as a child subreaper.</summary>
    public static Supervised AsSubreaper(string configuration, params string[] options) =>
        Under([], configuration, options);

    /// <summary>Starts init as one or the other.</summary>
    public static Supervised As(bool pid1, string configuration, params string[] options) =>
        pid1 ? AsPid1(configuration, options) : AsSubreaper(configuration, options);

    /// <summary>Starts init below another program, which execs it; <c>{DIR}</c> is replaced there too.</summary>
    public static Supervised Under(string[] wrapper, string configuration, params string[] options) =>
        With(new Dictionary<string, string>(), wrapper, configuration, options);

    /// <summary>The same with variables.</summary>
    public static Supervised With(
        IReadOnlyDictionary<string, string> variables, string[] wrapper, string configuration, params string[] options)
    {
        var folder = new TemporaryFolder();
        try
        {
            return new Supervised(folder, configuration, wrapper, variables, options);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Where a file of the folder is.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    /// <summary>Writes a file of the folder, in one step.</summary>
    public void Write(string name, string content)
    {
        string text = Placed(content);
        string temporary = Path($"{Guid.NewGuid():n}.new");
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(temporary, text);
        File.Move(temporary, Path(name), overwrite: true);
    }

    /// <summary>Makes an empty file, for which jobs wait.</summary>
    public void Touch(string name) => File.WriteAllText(Path(name), "");

    /// <summary>A copy of the test child that every user can run.</summary>
    public string ProgramForAll() => _folder.TestChildForAll();

    /// <summary>Writes a line to init's standard input.</summary>
    public void Type(string line) => _running.Type(line);

    /// <summary>Waits until jobs have written something to standard output.</summary>
    public void WaitForOutput(string text) => _running.WaitForOutput(text);

    public void Signal(int signal) => _running.Signal(signal);

    /// <summary>Waits until init has said something.</summary>
    public void WaitForLog(string text) =>
        Until(() => Log.Contains(text, StringComparison.Ordinal), $"the log has \"{text}\"");

    /// <summary>Waits until something holds, as long as init lives.</summary>
    public void Until(Func<bool> condition, string what) => Until(condition, () => what);

    /// <summary>As the other one; <paramref name="what"/> is asked for only when it was in vain.</summary>
    public void Until(Func<bool> condition, Func<string> what)
    {
        bool hasEnded = false;
        Wait.Until(
            () =>
            {
                // In this order: it may have come true just before the end.
                bool ended = _running.HasExited;
                return condition() || (hasEnded = ended);
            },
            () => $"{what()}; {Told}");
        Assert.False(hasEnded, hasEnded ? $"init has ended before {what()}; {Told}" : "");
    }

    /// <summary>Waits until a job, or an instance as <c>web (1)</c>, has come into a state so many times.</summary>
    public void WaitForState(string job, string state, int times = 1) =>
        Until(() => Entered(job, state) >= times, $"{job} is {state} for the {times}. time");

    /// <summary>How often a job has come into a state.</summary>
    public int Entered(string job, string state) => Log.Split('\n')
        .Count(line => line.StartsWith($"miniinit: {job}: state changed from ", StringComparison.Ordinal)
            && line.EndsWith($" to {state}", StringComparison.Ordinal));

    /// <summary>Waits until jobs have told so much, and asserts that it is just this, in this order.</summary>
    public void WaitForTrace(params string[] lines)
    {
        Until(() => Trace.Count >= lines.Length, $"there is {string.Join(", ", lines)}");
        AssertTrace(lines);
    }

    /// <summary>Asserts what jobs have told.</summary>
    public void AssertTrace(params string[] lines) =>
        Assert.True(lines.SequenceEqual(Trace), $"expected {string.Join(", ", lines)}; {Told}");

    /// <summary>Waits until a file is there.</summary>
    public void WaitForFile(string name) => Until(() => File.Exists(Path(name)), $"there is {name}");

    /// <summary>Waits until the kernel shows a process of a job that is init's own child, and gives its pid.</summary>
    public int WaitForMain(string job)
    {
        int pid = 0;
        Until(() => (pid = Main(job)) != 0, $"{job} has a main process");
        return pid;
    }

    /// <summary>The process of a job that is init's own child, as seen from outside; 0 for none.</summary>
    public int Main(string job)
    {
        byte[] name = Encoding.UTF8.GetBytes($"\0MINIINIT_JOB={job}\0");
        return Proc.Children(Pid).FirstOrDefault(pid => EnvironmentOf(pid).AsSpan().IndexOf(name) >= 0);
    }

    /// <summary>Asks init for the states of all jobs, until a line begins so.</summary>
    public void WaitForStatus(string line)
    {
        int looks = 0;
        Until(
            () =>
            {
                // Not each time: what came of one question is to be seen before the next.
                if (looks++ % 32 == 0)
                {
                    Signal(Signals.Usr2);
                }

                return Log.Contains($"miniinit: {line}", StringComparison.Ordinal);
            },
            $"the status has \"{line}\"");
    }

    /// <summary>Waits for init's end, and for that of all that it started.</summary>
    /// <returns>The exit code, or 128 + the signal that ended it.</returns>
    public int WaitForExit()
    {
        int code = _running.WaitForExit();
        Wait.Until(() => Processes.Count == 0, () => $"nothing of the jobs is left; left are {string.Join("; ", Processes.Select(Proc.CommandLine))}; {Told}");
        return code;
    }

    /// <summary>Waits for the end of init alone, which leaves its jobs behind when it is killed.</summary>
    public int WaitForEndOfInit() => _running.WaitForExit();

    /// <summary>Asks for an orderly shutdown, and waits for the end.</summary>
    public int Stop()
    {
        Signal(Signals.Term);
        return WaitForExit();
    }

    public void Dispose()
    {
        _running.Dispose();
        foreach (int pid in Processes)
        {
            Proc.Signal(pid, Signals.Kill);
        }

        _folder.Dispose();
    }

    /// <summary>All that is known, for the message of a failure.</summary>
    private string Told => $"told: {string.Join(", ", Trace)}; log:\n{End(Log)}\noutput:\n{End(Output)}";

    /// <summary>The end of a text, which tells enough.</summary>
    private static string End(string text) => text[^Math.Min(text.Length, 256 * 1024)..];

    private static string Place(string native) => $"{{{native.ToUpperInvariant()}}}";

    private string Placed(string text) => Binaries.Natives
        .Aggregate(text, (placed, native) => placed.Replace(Place(native.Name), $"{{DIR}}/{native.Name}"))
        .Replace("{AWAIT}", "sh {DIR}/await")
        .Replace("{TRACE}", "{DIR}/trace")
        .Replace("{CHILD}", Binaries.TestChild)
        .Replace("{PROGRAM}", "{DIR}/test-child")
        .Replace("{DIR}", _folder.Path);

    private static IReadOnlyList<string> LinesOf(string output, string job) =>
    [
        .. output.Split('\n')[..^1].Where(line => line.StartsWith($"{job} | ", StringComparison.Ordinal))
            .Select(line => line[(job.Length + 3)..]),
    ];

    private static byte[] EnvironmentOf(int pid)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
