using System;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>A process, and how one has ended.</summary>
internal static class ProcessRecord
{
    private const int Ticket = 1, Instance = 2, Role = 3, Since = 4, Pid = 5, SessionPid = 6, Kill = 7, Search = 8, IsKnown = 9,
        IsGivenUp = 10;

    /// <summary>Writes a process.</summary>
    /// <param name="writer">To where.</param>
    /// <param name="field">As what.</param>
    /// <param name="process">The process.</param>
    /// <param name="isKnown">Whether its number still leads to it.</param>
    /// <param name="numbers">The numbers of instances.</param>
    public static void Write(
        SnapshotWriter writer, int field, RunningProcess process, bool isKnown, SnapshotNumbers numbers)
    {
        int mark = writer.Begin(field);
        writer.Number(Ticket, process.Ticket.Number);
        writer.Number(Instance, numbers.Instances.Of(process.Instance));
        writer.Count(Role, (int)process.Role);
        writer.Time(Since, process.Since);
        writer.Count(Pid, process.Pid);
        writer.Count(SessionPid, process.SessionPid);
        writer.Count(Kill, (int)process.Kill);
        if (process.Search is DaemonSearch search)
        {
            SearchRecord.Write(writer, Search, search);
        }

        writer.Flag(IsKnown, isKnown);
        writer.Flag(IsGivenUp, process.IsGivenUp);
        writer.End(mark);
    }

    public static (RunningProcess Process, bool IsKnown) Read(SnapshotReader reader, SnapshotObjects objects)
    {
        (long ticket, ProcessRole role, TimeSpan since, bool isKnown, bool isGivenUp) = (0, ProcessRole.Main, default, false, false);
        (int pid, int sessionPid, KillStage kill) = (0, 0, KillStage.None);
        (JobInstance? instance, DaemonSearch? search) = (null, null);
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Ticket:
                    ticket = reader.Number(least: 1);
                    break;
                case Instance:
                    instance = reader.One(objects.Instances);
                    break;
                case Role:
                    role = (ProcessRole)reader.Small(0, (int)ProcessRole.Reload);
                    break;
                case Since:
                    since = reader.Time();
                    break;
                case Pid:
                    pid = reader.Small(least: 0);
                    break;
                case SessionPid:
                    sessionPid = reader.Small(least: 0);
                    break;
                case Kill:
                    kill = (KillStage)reader.Small(0, (int)KillStage.Killed);
                    break;
                case Search:
                    search = SearchRecord.Read(reader);
                    break;
                case IsKnown:
                    isKnown = true;
                    break;
                case IsGivenUp:
                    isGivenUp = true;
                    break;
                default:
                    throw reader.Unknown("a process", field);
            }
        }

        reader.Leave(outer);
        if (instance is null || ticket == 0)
        {
            throw reader.Damaged("a process has no instance, or no number");
        }

        return (
            new RunningProcess(new ProcessTicket(ticket), instance, role, since)
            { Pid = pid, SessionPid = sessionPid, Kill = kill, Search = search, IsGivenUp = isGivenUp },
            isKnown);
    }

    /// <summary>An end is one number: a code, or a signal with the lowest bit set.</summary>
    public static void WriteEnd(SnapshotWriter writer, int field, ProcessEnd? end)
    {
        if (end is ProcessEnd.Exited exited)
        {
            writer.Number(field, (long)exited.Code << 1);
        }
        else if (end is ProcessEnd.Killed killed)
        {
            writer.Number(field, ((long)killed.Signal.Number << 1) | 1);
        }
    }

    public static ProcessEnd ReadEnd(SnapshotReader reader)
    {
        long number = reader.Number(2L * int.MinValue, (2L * int.MaxValue) + 1);
        int value = (int)(number >> 1);
        return (number & 1) == 0 ? new ProcessEnd.Exited(value) : new ProcessEnd.Killed(new Signal(value));
    }
}
