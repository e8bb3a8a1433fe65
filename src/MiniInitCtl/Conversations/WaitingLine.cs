using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Conversations;

/// <summary>
/// One line on a person's terminal that tells where the jobs are that are waited for. A connection of its own tells of
/// them: the other one answers when all is done.
/// </summary>
internal sealed class WaitingLine : IDisposable
{
    private const string ToTheBeginning = "\r\u001b[K";

    private readonly InitConnection? _watch;
    private readonly Dictionary<InstanceName, InstanceInfo> _states = [];
    private readonly List<string> _jobs;
    private readonly long _begin = Environment.TickCount64;
    private string? _shown;

    /// <summary>Begins to look. It goes without the states where init does not tell them.</summary>
    public WaitingLine(Invocation invocation, IReadOnlyList<Target> targets)
    {
        _jobs = [.. targets.Select(target => target.Job).Distinct()];
        _watch = InitConnection.TryOpen(invocation with { AsJson = false }, out _);
        _watch?.Send(new ControlCall.Watch(_jobs), wantsMore: true);
    }

    /// <summary>Whether there is a person who can see it.</summary>
    public static bool IsWanted(Invocation invocation) =>
        Terminal.IsError && !Terminal.IsDumb && !invocation.IsQuiet && !invocation.IsCompatible;

    /// <summary>Shows where they are now.</summary>
    public void Show()
    {
        while (_watch?.Receive(timeoutMs: 0) is Answer.Reply { Told: ControlReply.Watched watched })
        {
            Take(watched);
        }

        string waited = Ago.Span((Environment.TickCount64 - _begin) * 1000);
        string states = _states.Count > 0 ? ": " + States() : "";
        string line = TextWidth.Cut($"waiting {waited}{states}", Terminal.Columns - 1);
        if (line != _shown)
        {
            Terminal.WriteError(ToTheBeginning + line);
            _shown = line;
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_shown is not null)
        {
            Terminal.WriteError(ToTheBeginning);
            _shown = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        _watch?.Dispose();
    }

    private void Take(ControlReply.Watched watched)
    {
        foreach (InstanceInfo one in watched.Present)
        {
            _states[new InstanceName(one.Job, one.Instance)] = one;
        }

        foreach (InstanceName one in watched.Gone)
        {
            _states.Remove(one);
        }
    }

    private string States()
    {
        // Those that are not where they are to be say more.
        IEnumerable<InstanceInfo> order = _states.Values
            .OrderBy(one => one.State is "running" or "waiting").ThenBy(one => _jobs.IndexOf(one.Job));
        string shown = string.Join(", ", order.Take(CtlLimits.ShownWaits).Select(one =>
            $"{JobTitle.Of(one.Job, one.Instance)} {StatusLine.State(one)}"));
        int more = _states.Count - CtlLimits.ShownWaits;
        return more > 0 ? $"{shown} and {more} more" : shown;
    }
}
