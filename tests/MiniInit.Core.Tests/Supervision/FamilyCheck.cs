using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// Looks at the processes of the kernel beside what the supervisor believes of them: what is down has nothing left, and who is
/// waited for is there, or the word that he is gone is on its way.
/// </summary>
internal sealed class FamilyCheck(Supervisor supervisor, SimulatedKernel kernel, SimulatedShell shell)
{
    /// <summary>Instances of which something was left that even SIGKILL did not end, by their titles.</summary>
    private readonly HashSet<string> _excused = [];

    /// <summary>Takes a word about an instance that something of it could not be ended.</summary>
    public void Excuse(string title) => _excused.Add(title);

    public void Run()
    {
        foreach (InstanceStatus status in supervisor.Status())
        {
            JobInstance instance = supervisor.Find(status.Job, status.Instance)!;
            CheckProcess(instance.Main);
            CheckProcess(instance.Helper);
            CheckRemains(instance);
            CheckLeft(instance);
        }

        Require(
            shell.Searches.Open.All(ticket => supervisor.Status()
                .Any(status => supervisor.Find(status.Job, status.Instance)!.Main is { Search.IsOpen: true } main && main.Ticket == ticket)),
            "a process is looked for, and nobody wants to know");
    }

    /// <summary>After an exit that had all its time nothing is left that was to be ended.</summary>
    public void RunAtExit()
    {
        foreach (InstanceStatus status in supervisor.Status().Where(status => status.State == JobState.Unkillable))
        {
            _excused.Add(supervisor.Find(status.Job, status.Instance)!.Title);
        }

        foreach (SimulatedProcess process in shell.HasKilledAll ? [] : kernel.Alive)
        {
            Require(
                process.HasFailed || process.Invocation is { IsForgotten: true } or { Job.KillMode: KillMode.Main or KillMode.Group }
                    || IsExcused(process.Invocation),
                $"init exits, and leaves {process}");
        }
    }

    /// <summary>Whatever is waited for can still be told.</summary>
    private void CheckProcess(RunningProcess? process)
    {
        if (process is null)
        {
            return;
        }

        string owner = Owner(process.Instance);
        bool isKnown = process switch
        {
            { Search.IsOpen: true } => shell.Searches.Seeks(process.Ticket) || IsFound(process.Ticket),
            { Pid: 0 } => shell.IsStarting(process.Ticket) || shell.IsQueued(input => input is SupervisorInput.ChildStarted started
                ? started.Process == process.Ticket : input is SupervisorInput.SpawnFailed failed && failed.Process == process.Ticket),
            _ => shell.Follows(process.Pid, owner)
                || shell.IsQueued(input => input is SupervisorInput.ChildExited exited && exited.Pid == process.Pid) || IsFound(process.Ticket),
        };
        Require(isKnown, $"{owner} has the {process.Role} process {process.Pid}, and nobody will tell of its end");
    }

    private bool IsFound(ProcessTicket ticket) => shell.IsQueued(input => input switch
    {
        SupervisorInput.MainChanged changed => changed.Process == ticket,
        SupervisorInput.MainMissing missing => missing.Process == ticket,
        _ => false,
    });

    private void CheckRemains(JobInstance instance)
    {
        string owner = Owner(instance);
        Require(
            instance.Remains is not { Kill: not KillStage.None } || shell.IsWaitingFor(owner)
                || shell.IsQueued(input => input is SupervisorInput.ProcessesGone gone && $"{gone.Job}/{gone.Instance}" == owner),
            $"{owner} waits for what is left, and nobody will tell that it is gone");
    }

    /// <summary>An instance that is down has left nothing behind, unless it was to, or nobody could help it.</summary>
    private void CheckLeft(JobInstance instance)
    {
        _ = instance.State == JobState.Unkillable && _excused.Add(instance.Title);
        if (instance.State != JobState.Waiting || _excused.Contains(instance.Title))
        {
            return;
        }

        string owner = Owner(instance);
        JobDefinition job = instance.Definition;
        bool isWanted = instance.IsStopWanted && instance.IsAtRest;
        bool endsAll = job.KillMode is KillMode.Tree or KillMode.Mixed && (isWanted || job.Adoption is null or Adoption.Kill);
        bool endsGroup = job.KillMode == KillMode.Group && job.Adoption is null or Adoption.Kill;
        int group = shell.Latest(owner)?.Group ?? 0;
        foreach (SimulatedProcess process in endsAll || endsGroup ? kernel.Alive.Where(one => one.Invocation.Owner == owner) : [])
        {
            Require(
                process.HasFailed || process.Invocation.IsForgotten || (!endsAll && (process.Group != group || !process.IsOfMain)),
                $"{owner} is down ({instance.Goal}) and has left {process} behind");
        }
    }

    private bool IsExcused(SimulatedInvocation invocation) =>
        _excused.Contains(invocation.Instance.Length == 0 ? invocation.Job.Name : $"{invocation.Job.Name} ({invocation.Instance})");

    private static string Owner(JobInstance instance) => $"{instance.Job.Definition.Name}/{instance.Name}";
}
