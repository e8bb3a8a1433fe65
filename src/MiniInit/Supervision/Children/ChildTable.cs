using System.Collections.Generic;
using MiniInit.Core.Supervision;

namespace MiniInit.Supervision.Children;

/// <summary>The processes that were started for jobs and are not reaped yet.</summary>
internal sealed class ChildTable
{
    private readonly Dictionary<int, Child> _byPid = [];
    private readonly Dictionary<ulong, Child> _byToken = [];
    private readonly Dictionary<long, Child> _byTicket = [];

    /// <summary>Those that named another process as the main one, by its pid; they may be gone by now.</summary>
    private readonly Dictionary<int, NamedMain> _byMain = [];

    /// <summary>Adds one that was just made.</summary>
    public void Add(Child child)
    {
        _byPid[child.Pid] = child;
        _byToken[child.ExecToken] = child;
        _byToken[child.ReadyToken] = child;

        // A start that failed and was tried again in a weaker form has the same number: the later one counts.
        if (!child.HasFailed)
        {
            _byTicket[child.Order.Process.Number] = child;
        }
    }

    /// <summary>Drops one that was reaped: its pid may be another's from now on.</summary>
    public void Remove(Child child)
    {
        _ = _byPid.Remove(child.Pid);
        _ = _byToken.Remove(child.ExecToken);
        _ = _byToken.Remove(child.ReadyToken);
        if (_byTicket.GetValueOrDefault(child.Order.Process.Number) == child)
        {
            _ = _byTicket.Remove(child.Order.Process.Number);
        }
    }

    /// <summary>Adds a process that a child named as the main one of its job.</summary>
    public void AddMain(NamedMain named)
    {
        named.Child.NamedPid = named.Entry.Pid;
        _byMain[named.Entry.Pid] = named;
    }

    /// <summary>Takes out a process that was named.</summary>
    public NamedMain? TakeMain(int pid) => _byMain.Remove(pid, out NamedMain? named) ? named : null;

    /// <summary>Gives the process with a pid that was named as a main one; null for others.</summary>
    public NamedMain? MainWithPid(int pid) => _byMain.GetValueOrDefault(pid);

    /// <summary>Gives the process that was named and that a token of epoll is about.</summary>
    public NamedMain? MainWithToken(ulong token)
    {
        foreach (NamedMain named in _byMain.Values)
        {
            if (named.Token == token)
            {
                return named;
            }
        }

        return null;
    }

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<Child> All => _byPid.Values;

    /// <summary>All that were named as main ones, in no order.</summary>
    public IReadOnlyCollection<NamedMain> Mains => _byMain.Values;

    /// <summary>Gives the one with a process id; null for others, also for orphans that we adopted.</summary>
    public Child? WithPid(int pid) => _byPid.GetValueOrDefault(pid);

    /// <summary>Gives the one that a token of epoll is about; null where it is gone by now.</summary>
    public Child? WithToken(ulong token) => _byToken.GetValueOrDefault(token);

    /// <summary>Gives the one that was asked for by a number.</summary>
    public Child? WithTicket(ProcessTicket ticket) => _byTicket.GetValueOrDefault(ticket.Number);
}
