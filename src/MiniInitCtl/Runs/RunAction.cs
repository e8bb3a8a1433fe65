using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Runs;

/// <summary>Has init run a command, and stands for it as long as it is waited for.</summary>
internal sealed class RunAction(Invocation invocation, RunRequest request)
{
    private const char NotText = '\uFFFD';
    private readonly Deed _deed = new("run", Quotation.Of(request.Command[0]));

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: that of the command where it is waited for.</returns>
    public int Run()
    {
        if (CallOf(out string? problem) is not ControlCall.Run call)
        {
            return Fail(problem!, ExitCode.Error);
        }

        using InitConnection? connection = Reach.Init(invocation, _deed);
        return connection is null ? ExitCode.NoInit
            : request.HasTerminal ? RunOnTerminal(connection, call)
            : request.Waits ? RunWaiting(connection, call)
            : RunAlone(connection, call);
    }

    private int RunAlone(InitConnection connection, ControlCall.Run call)
    {
        connection.Send(call);
        Answer? answer = connection.Receive(invocation.Timeout is TimeSpan span ? (int)span.TotalMilliseconds : -1);
        if (answer is not Answer.Reply { Told: ControlReply.Ran ran } reply)
        {
            return Judge(answer);
        }

        if (invocation.AsJson)
        {
            Terminal.Write([.. reply.Json, (byte)'\n']);
        }
        else
        {
            invocation.Say($"{TerminalText.Escape(ran.Job)} running, process {ran.Pid}");
        }

        return ExitCode.Ok;
    }

    private int RunWaiting(InitConnection connection, ControlCall.Run call)
    {
        SignalSet passed = SignalSet.Empty.With(Signal.Interrupt.Number).With(Signal.Term.Number);
        using RunSignals signals = new(connection.Place, passed);
        connection.Send(call with { Descriptors = 3, Waits = true }, wantsMore: true, [0, 1, 2]);
        PollEntry[] polls =
            [new PollEntry(connection.Fd.Number, Readiness.Readable), new PollEntry(signals.Descriptor, Readiness.Readable)];
        return Follow(connection, signals, () => Polling.Wait(polls), null);
    }

    private int RunOnTerminal(InitConnection connection, ControlCall.Run call)
    {
        using PseudoTerminal? terminal = PseudoTerminal.TryOpen(out Errno errno);
        if (terminal is null)
        {
            return Fail($"cannot {_deed}: there is no terminal to be had: {Errors.DescribeCause(errno)}", ExitCode.Error);
        }

        using RunSignals signals = new(connection.Place, RunSignals.OfTerminal);
        using RunTerminal shown = new(terminal);
        int slave = terminal.Slave.Number;
        connection.Send(call with { Descriptors = 3, IsTerminal = true, Waits = true }, wantsMore: true, [slave, slave, slave]);
        terminal.Slave.Dispose();
        return Follow(connection, signals, () => shown.Wait(connection.Fd, signals.Descriptor), shown);
    }

    /// <summary>Stands for the command until it ends, or a signal ends us.</summary>
    private int Follow(InitConnection connection, RunSignals signals, Action pause, RunTerminal? shown)
    {
        while (true)
        {
            if (Take(connection, signals, shown) is int code)
            {
                return code;
            }

            signals.PassOn(); // what came before there was somebody to get it
            if (signals.Ending == 0)
            {
                pause();
                signals.PassOn();
            }

            if (signals.Ending > 0)
            {
                return ExitCode.SignalBase + signals.Ending;
            }

            if (shown is not null)
            {
                Obey(signals, shown);
            }
        }
    }

    /// <summary>Does what signals mean that are about the terminal.</summary>
    private static void Obey(RunSignals signals, RunTerminal shown)
    {
        if (signals.TakeStop())
        {
            // Not in a group that nobody could continue: there the kernel stops nobody by this.
            shown.Suspend();
            SignalSender.EndSelf(Signal.Tstp.Number);
            shown.Resume();
        }

        if (signals.TakeContinue())
        {
            shown.Resume();
        }

        if (signals.TakeWindowChange())
        {
            shown.CopySize();
        }
    }

    /// <summary>Takes what init has said; gives the exit code when that was the last.</summary>
    private int? Take(InitConnection connection, RunSignals signals, RunTerminal? shown)
    {
        while (connection.Receive(0) is Answer answer)
        {
            if (answer is Answer.Reply { Continues: true, Told: ControlReply.Ran ran })
            {
                shown?.Begin();
                signals.Job = ran.Job;
                continue;
            }

            shown?.End();
            return Judge(answer);
        }

        return null;
    }

    private int Judge(Answer? answer) => answer switch
    {
        null => Fail($"cannot {_deed}: the time to wait is over; init goes on with it", ExitCode.Error),
        Answer.Reply { Told: ControlReply.Ran { ExitCode: int code } } => code,
        Answer.Reply { Told: ControlReply.Ran { Signal: string name } } =>
            Signal.TryParse(name, out Signal signal) ? ExitCode.SignalBase + signal.Number : ExitCode.Error,
        Answer.Error { What: ControlError.Failed { Failure: FailureInfo failure } } =>
            Fail(TerminalText.Escape(failure.Sentence), failure.ExitCode ?? ExitCode.Error),
        Answer.Error error => Fail(ErrorText.Of(error.What, _deed), ErrorCode.Of(error.What, wantsRunning: false)),
        Answer.Lost lost => Fail($"cannot {_deed}: {lost.Sentence}", lost.Code),
        _ => throw new UnreachableException(answer.GetType().Name),
    };

    private ControlCall.Run? CallOf(out string? problem)
    {
        problem = null;
        string directory = "";
        try
        {
            directory = Directory.GetCurrentDirectory();
        }
        catch (IOException)
        {
            problem = $"cannot {_deed}: the folder that we are in is gone";
        }

        foreach (string word in request.Command)
        {
            // The protocol is JSON, which has no other bytes.
            problem ??= word.Contains(NotText, StringComparison.Ordinal) ? $"cannot {_deed}: {Quotation.Of(word)} is not UTF-8" : null;
        }

        ControlCall.Run call = new(request.Name, request.Command, request.HasNoEnvironment ? [] : EnvironmentTexts(), directory)
        {
            RunAs = request.RunAs,
            Properties = request.Properties,
        };
        ArrayBufferWriter<byte> frame = new();
        CallWriter.Write(frame, call, true);
        int most = request.Waits || request.HasTerminal ? ProtocolLimits.BytesWithDescriptors : ProtocolLimits.CallBytes;
        problem ??= frame.WrittenCount > most - CtlLimits.CallRoom
            ? $"cannot {_deed}: the command and its environment have {frame.WrittenCount} bytes, and {most} are the most; "
                + "--no-environment leaves out the environment"
            : null;
        return problem is null ? call : null;
    }

    private static List<string> EnvironmentTexts()
    {
        List<string> texts = [];
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            string text = $"{entry.Key}={entry.Value}";
            if (!text.Contains(NotText, StringComparison.Ordinal))
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private int Fail(string sentence, int code)
    {
        invocation.Complain(sentence);
        return code;
    }
}
