using System.Collections.Generic;

namespace MiniInit.Ctl.Tracing;

/// <summary>What is known of a traced command and all that came from it: a reducer of events.</summary>
internal sealed class Story
{
    private readonly Dictionary<int, StoryProcess> _living = [];

    /// <summary>Those that ended and have nothing below them, the oldest first: what is left out first.</summary>
    private readonly Queue<StoryProcess> _endedLeaves = [];

    private int _kept;

    /// <summary>The command; null before it started.</summary>
    public StoryProcess? Root { get; private set; }

    /// <summary>What lives, by its process id.</summary>
    public IReadOnlyDictionary<int, StoryProcess> Living => _living;

    /// <summary>How many processes there were.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in an event.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>Whether it changed anything: what was so before is no news.</returns>
    public bool Apply(TraceEvent happened)
    {
        if (happened is TraceEvent.Started started)
        {
            Root = Add(new StoryProcess(started.Pid, null)
            {
                Parent = started.Parent,
                Group = started.Group,
                Session = started.Session,
            });
            return true;
        }

        return _living.TryGetValue(happened.Pid, out StoryProcess? process) && Apply(happened, process);
    }

    /// <summary>Gives a process that lives, or null.</summary>
    public StoryProcess? Find(int pid) => _living.GetValueOrDefault(pid);

    private bool Apply(TraceEvent happened, StoryProcess process)
    {
        switch (happened)
        {
            case TraceEvent.Forked forked:
                StoryProcess child = Add(new StoryProcess(forked.Child, process)
                {
                    Way = forked.Way,
                    Flags = forked.Flags,
                    Parent = forked.Parent,
                });
                process.Add(child);
                return true;
            case TraceEvent.ThreadStarted:
                process.Threads++;
                return process.Threads == 1;
            case TraceEvent.Executed executed:
                process.Name = executed.Name;
                process.AddProgram(executed.Name);
                return true;
            case TraceEvent.Named named:
                bool isNew = process.Name != named.Name;
                process.Name = named.Name;
                return isNew;
            case TraceEvent.LedSession:
                process.Session = process.Group = process.Pid;
                return true;
            case TraceEvent.JoinedGroup joined:
                bool moved = process.Group != joined.Group;
                process.Group = joined.Group;
                return moved;
            case TraceEvent.Subreaping subreaping:
                bool turned = process.Adopts != subreaping.Adopts;
                process.Adopts = subreaping.Adopts;
                return turned;
            case TraceEvent.Redirected redirected:
                bool differs = process.Standard[redirected.Descriptor] != redirected.Target;
                process.Redirect(redirected.Descriptor, redirected.Target);
                return differs;
            case TraceEvent.Adopted adopted:
                process.Adoption = adopted;
                process.Parent = adopted.By;
                return true;
            case TraceEvent.Ended ended:
                End(process, ended);
                return true;
            case TraceEvent.ChangedUser or TraceEvent.Stopped or TraceEvent.Continued:
                return true;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private StoryProcess Add(StoryProcess process)
    {
        _living[process.Pid] = process;
        _kept++;
        Count++;
        Forget();
        return process;
    }

    private void End(StoryProcess process, TraceEvent.Ended ended)
    {
        process.End = ended;
        _ = _living.Remove(process.Pid);
        if (process.Children.Count == 0)
        {
            _endedLeaves.Enqueue(process);
            Forget();
        }
    }

    /// <summary>Leaves out the oldest of those that ended, and their makers when nothing is below them any more.</summary>
    private void Forget()
    {
        while (_kept > TraceLimits.KeptProcesses && _endedLeaves.TryDequeue(out StoryProcess? leaf))
        {
            if (leaf.Maker is StoryProcess maker)
            {
                maker.LeaveOut(leaf);
                _kept--;
                if (maker.End is not null && maker.Children.Count == 0)
                {
                    _endedLeaves.Enqueue(maker);
                }
            }
        }
    }
}
