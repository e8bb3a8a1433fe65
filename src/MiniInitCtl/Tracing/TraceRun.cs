using System;
using MiniInit.Core.Values;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Linux.Tracing;

namespace MiniInit.Ctl.Tracing;

/// <summary>Starts a command, attaches before its first instruction, and follows it.</summary>
internal sealed class TraceRun(Invocation invocation, TraceRequest request)
{
    private const int StandardError = 2;

    private static readonly byte[] s_usualPath =
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"u8.ToArray();

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: the command's, or why there is none.</returns>
    public int Run()
    {
        if (!CallReader.KnowsProcessor)
        {
            return Fail("cannot trace: this processor is not supported yet (x86-64 and arm64 are)", ExitCode.Error);
        }

        Errno errno = Errno.None;
        using OwnedFd? file = request.File is string path ? BlockingWriter.TryCreate(path, out errno) : null;
        if (errno != Errno.None)
        {
            string cause = Errors.DescribeCause(errno);
            return Fail($"cannot write {TerminalText.Escape(request.File!)}: {cause}", ExitCode.Error);
        }

        SignalSet ignored = SignalDisposition.ReadIgnored();
        using SpawnedChild? child = Start(ignored, out SpawnFailure failure);
        if (child is null)
        {
            return Fail(TraceFailure.Start(request.Command[0], failure), TraceFailure.ExitCodeOf(failure));
        }

        errno = Tracee.TrySeize(child.Pid);
        if (errno != Errno.None)
        {
            // The child is before its gate, and goes when we do.
            return Fail(TraceFailure.Attach(errno), ExitCode.Error);
        }

        _ = Tracee.Interrupt(child.Pid);
        TraceOutput output = new(file?.Number ?? StandardError, request.Form);
        TraceLoop loop = new(child, output, Passed(ignored), request.Follow);
        int code = loop.Run();
        if (child.Failure is SpawnFailure late)
        {
            return Fail(TraceFailure.Start(request.Command[0], late), TraceFailure.ExitCodeOf(late));
        }

        output.Close();
        return code;
    }

    private static SignalSet Passed(SignalSet ignored)
    {
        SignalSet passed = SignalSet.Empty;
        foreach (Signal signal in (Signal[])[Signal.Hup, Signal.Interrupt, Signal.Quit, Signal.Term])
        {
            passed = ignored.Contains(signal.Number) ? passed : passed.With(signal.Number);
        }

        return passed;
    }

    private SpawnedChild? Start(SignalSet ignored, out SpawnFailure failure)
    {
        // Else the kernel would neither tell us of the child's end nor keep its exit code.
        SignalDisposition.SetDefault(Signal.Chld.Number);
        SignalSet before = WholeProcessMask.Block(Passed(ignored).With(Signal.Chld.Number));
        byte[][] arguments = CommandBytes.Arguments(request.Command);
        using StringVector vector = StringVector.OfBytes(arguments);
        using StringVector environment = CommandBytes.Environment();
        SpawnRequest start = new()
        {
            Program = arguments[0],
            Arguments = vector,
            Environment = environment,
            SearchPath = environment.TryGetVariable("PATH"u8, out ReadOnlySpan<byte> path) ? path.ToArray() : s_usualPath,
            ShellFallback = true,
            WithGate = true,
            BlockedSignals = before,

            // The runtime ignores SIGPIPE, so who started us cannot be asked any more.
            IgnoredSignals = ignored.Without(Signal.Pipe.Number),
        };
        return Spawner.TryStart(start, out failure);
    }

    private int Fail(string sentence, int code)
    {
        invocation.Complain(sentence);
        return code;
    }
}
