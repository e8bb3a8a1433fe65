using System;
using System.Text;
using MiniInit.Boot;
using MiniInit.CommandLines;
using MiniInit.Core.Values;
using MiniInit.ExecMode;
using MiniInit.Linux;
using MiniInit.Reexecution;
using MiniInit.Supervision;

namespace MiniInit;

/// <summary>The entry: by the name we were called, to the mode that was asked for.</summary>
internal static class Program
{
    /// <summary>The arguments come from <see cref="StartRecord"/>: they are bytes, which a string would change.</summary>
    private static int Main()
    {
        int code;
        try
        {
            SentSignals.Chain();
            StandardDescriptors.FillClosed();
            StartRecord record = StartRecord.Read();
            if (record.IgnoredSignals.Contains(Signal.Chld.Number))
            {
                // While SIGCHLD is ignored the kernel reaps by itself, and nobody learns the exit code.
                SignalDisposition.SetDefault(Signal.Chld.Number);
            }

            code = Run(record);
        }
        catch (SyscallException e)
        {
            Print(2, $"miniinit: {e.Message}\n");
            code = ExitCodes.OperatingSystem;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Print(2, $"miniinit: cannot go on, which is a bug of miniinit: {e.GetType().Name}: {e.Message}\n");
            code = ExitCodes.Software;
        }

        // Not by returning: the runtime's own end waits for its second thread.
        CurrentProcess.Exit(code);
        return code;
    }

    private static int Run(StartRecord record)
    {
        string invocation = record.Arguments.Count > 0 ? Encoding.UTF8.GetString(record.Arguments[0]) : "";
        string name = invocation[(invocation.LastIndexOf('/') + 1)..];
        if (record.Arguments.Count == 3 && record.Arguments[1].SequenceEqual("--can-read"u8))
        {
            string? problem = Predecessor.WhyNot(Encoding.UTF8.GetString(record.Arguments[2]), record.StateDescriptor);
            Print(1, problem is null ? $"{Successor.Yes}\n" : $"{Successor.No}{problem}\n");
            return problem is null ? 0 : ExitCodes.Software;
        }

        CommandLineOutcome outcome = name switch
        {
            "tini" or "tini-static" or "docker-init" => TiniCommandLine.Parse(record.Arguments, record.Environment, invocation),
            "dumb-init" => DumbInitCommandLine.Parse(record.Arguments, record.Environment, invocation),
            "catatonit" => CatatonitCommandLine.Parse(record.Arguments, record.Environment, invocation),
            _ => MiniInitCommandLine.Parse(record.Arguments, record.Environment, name == "init" && CurrentProcess.Id == 1),
        };
        switch (outcome)
        {
            case CommandLineOutcome.Run run:
                return new ExecRunner(run.Options, record).Run();
            case CommandLineOutcome.Supervise supervise:
                return new SuperviseRunner(supervise.Options, record).Run();
            case CommandLineOutcome.Finish finish:
                Print(1, finish.Output);
                Print(2, finish.Errors);
                return finish.ExitCode;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Print(int fd, string text) => _ = BlockingWriter.WriteAll(fd, Encoding.UTF8.GetBytes(text));
}
