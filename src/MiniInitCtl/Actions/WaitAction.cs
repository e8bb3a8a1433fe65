using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Actions;

/// <summary>Waits until jobs are somewhere.</summary>
internal sealed class WaitAction
{
    private readonly Invocation _invocation;
    private readonly WaitRequest _request;
    private readonly Deed _deed;
    private readonly Dictionary<InstanceName, InstanceInfo> _instances = [];
    private bool _isFirst = true;

    private WaitAction(Invocation invocation, WaitRequest request)
    {
        _invocation = invocation;
        _request = request;
        string jobs = string.Join(", ", request.Patterns.Select(pattern => JobTitle.Of(pattern, request.Instance)));
        string verb = request.Patterns.Count == 1 ? "is" : "are";
        _deed = new Deed("wait", $"until {jobs} {verb} {request.Condition.Word}");
    }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, WaitRequest request)
    {
        WaitAction action = new(invocation, request);
        using InitConnection? connection = Reach.Init(invocation, action._deed);
        return connection is null ? ExitCode.NoInit : action.Run(connection);
    }

    private int Run(InitConnection connection)
    {
        long end = _invocation.Timeout is TimeSpan span
            ? Environment.TickCount64 + (long)span.TotalMilliseconds
            : long.MaxValue;
        connection.Send(new ControlCall.Watch(_request.Patterns), wantsMore: true);
        while (true)
        {
            long left = Math.Max(0, end - Environment.TickCount64);
            int? code = connection.Receive(end == long.MaxValue ? -1 : (int)Math.Min(left, int.MaxValue)) switch
            {
                null => Late(),
                Answer.Reply { Told: ControlReply.Watched watched } => Take(watched),
                Answer.Error error =>
                    Fail(ErrorText.Of(error.What, _deed), ErrorCode.Of(error.What, wantsRunning: false)),
                Answer.Lost lost => Fail($"cannot {_deed}: {lost.Sentence}", lost.Code),
                Answer.Reply => throw new UnreachableException("Watch is answered by Watched"),
                { } answer => throw new UnreachableException(answer.GetType().Name),
            };
            if (code is int some)
            {
                return some;
            }
        }
    }

    private int? Take(ControlReply.Watched watched)
    {
        foreach (InstanceInfo one in watched.Present.Where(IsMeant))
        {
            _instances[new InstanceName(one.Job, one.Instance)] = one;
        }

        foreach (InstanceName one in watched.Gone)
        {
            _instances.Remove(one);
        }

        bool isFirst = _isFirst;
        _isFirst = false;
        if (isFirst && _request.Instance is null && !_request.Condition.HoldsWithout && Missing() is string missing)
        {
            string sentence =
                $"cannot {_deed}: there is no job {Quotation.Of(missing)}; \"miniinitctl list\" shows them all";
            return Fail(sentence, ExitCode.UnknownJob);
        }

        return _request.Patterns.All(pattern => _request.Condition.Holds(Of(pattern))) ? Done() : null;
    }

    private bool IsMeant(InstanceInfo one) => _request.Instance is null || one.Instance == _request.Instance;

    private string? Missing() =>
        _request.Patterns.FirstOrDefault(pattern => !JobWords.IsPattern(pattern) && Of(pattern).Count == 0);

    /// <summary>Those that a pattern means. Only init knows what is in a group: then all are looked at.</summary>
    private List<InstanceInfo> Of(string pattern) =>
        [.. _instances.Values.Where(one => pattern.StartsWith('@') || Glob.IsMatch(pattern, one.Job))];

    private int Done()
    {
        if (_invocation.AsJson)
        {
            ArrayBufferWriter<byte> frame = new();
            ReplyWriter.Write(frame, new ControlReply.Instances([.. _instances.Values]));
            Terminal.Write([.. ReplyReader.Parameters(frame.WrittenSpan[..^1]), (byte)'\n']);
        }

        return ExitCode.Ok;
    }

    private int Late()
    {
        string where = string.Join(", ", _instances.Values.Take(CtlLimits.ShownWaits)
            .Select(one => $"{JobTitle.Of(one.Job, one.Instance)} is {StatusLine.State(one)}"));
        return Fail($"cannot {_deed}: the time to wait is over{(where.Length > 0 ? "; " : "")}{where}", ExitCode.Error);
    }

    private int Fail(string sentence, int code)
    {
        _invocation.Complain(sentence);
        return code;
    }
}
