using System;
using System.Linq;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// What programs do: work, fork, leave their session, become daemons, fork on while they are told to end, and end when they
/// like; all of it follows from a seed.
/// </summary>
internal sealed class SimulatedPrograms
{
    private readonly Random _random;
    private readonly SimulatedKernel _kernel;

    public SimulatedPrograms(Random random, SimulatedKernel kernel)
    {
        (_random, _kernel) = (random, kernel);
        kernel.OnTerm = HearTerm;
    }

    /// <summary>Lets a process that was started run its program.</summary>
    public void Run(SimulatedProcess process)
    {
        JobDefinition job = process.Invocation.Job;
        SetNature(process);
        if (process.IsOfMain && job.Ready is Readiness.Fork or Readiness.Daemon)
        {
            Daemonise(process, _random.Next(_kernel.IsCalm ? 1 : 0, 4));
            return;
        }

        if (!process.IsOfMain)
        {
            EndIn(process, _random.Next(_kernel.IsCalm ? 10 : 20_000));
        }

        Work(process);
    }

    /// <summary>What is a task has an end, whoever becomes its main process.</summary>
    private void Work(SimulatedProcess process)
    {
        if (process.Invocation.Job.Type == JobType.Task)
        {
            // Not before it can be found, where it is a daemon.
            EndIn(process, _random.Next(_kernel.IsCalm ? 1_000 : 20_000));
        }

        Live(process);
    }

    /// <summary>Forks so often, each time to go on in the child; the last one is the daemon.</summary>
    private void Daemonise(SimulatedProcess process, int forks)
    {
        if (forks == 0)
        {
            BeDaemon(process);
            return;
        }

        _kernel.At(_random.Next(_kernel.IsCalm ? 5 : 2_000), () =>
        {
            if (process.IsAlive && !process.IsDoomed)
            {
                process.Invocation.Forks++;
            }

            if (_kernel.Fork(process) is SimulatedProcess child)
            {
                SetNature(child);
                _kernel.At(_random.Next(3), () => SimulatedKernel.SetSession(child));
                Daemonise(child, forks - 1);
                bool isLate = !_kernel.IsCalm && _random.Next(10) == 0;
                EndIn(process, isLate ? _random.Next(30_000) : _random.Next(_kernel.IsCalm ? 5 : 200));
            }
            else
            {
                Work(process); // there are too many, and it goes on alone
            }
        });
    }

    /// <summary>Writes its pid-file: late, or wrongly, or never.</summary>
    private void BeDaemon(SimulatedProcess process)
    {
        if (process.Invocation.Job.PidFile is not null && (_kernel.IsCalm || _random.Next(5) != 0))
        {
            _kernel.At(_random.Next(_kernel.IsCalm ? 5 : 5_000), () =>
            {
                SimulatedProcess[] others = [.. _kernel.Alive];
                bool isWrong = !_kernel.IsCalm && _random.Next(5) == 0 && others.Length > 0;
                process.Invocation.PidFile = isWrong ? others[_random.Next(others.Length)].Pid : process.Pid;
            });
        }

        Work(process);
    }

    /// <summary>Does something now and then, until it ends.</summary>
    private void Live(SimulatedProcess process)
    {
        if (_kernel.IsCalm || _random.Next(3) == 0)
        {
            return; // it works, and no more
        }

        bool isStorm = _random.Next(12) == 0;
        _kernel.At(_random.Next(isStorm ? 50 : 8_000), () => Act(process, isStorm));
    }

    private void Act(SimulatedProcess process, bool isStorm)
    {
        if (_kernel.IsCalm || !process.IsAlive || process.IsDoomed || process.IsStuck)
        {
            return;
        }

        switch (isStorm ? 0 : _random.Next(12))
        {
            case <= 4:
                HaveChild(process);
                break;
            case 5:
                // As a daemon of a shell: the grandchild is an orphan from its first moment.
                if (HaveChild(process) is SimulatedProcess between)
                {
                    SimulatedKernel.SetSession(between);
                    _ = HaveChild(between);
                    EndIn(between, _random.Next(3));
                }

                break;
            case 6:
                SimulatedKernel.SetSession(process);
                break;
            case 7 when process.Role is null:
                // A member of another group of the session, as a shell with job control makes them.
                process.Group = process.Pid;
                break;
            case 8 or 9:
                EndIn(process, _random.Next(3));
                break;
            default:
                break;
        }

        _kernel.At(_random.Next(isStorm ? 50 : 8_000), () => Act(process, isStorm));
    }

    private SimulatedProcess? HaveChild(SimulatedProcess parent)
    {
        if (_kernel.Fork(parent) is not SimulatedProcess child)
        {
            return null;
        }

        SetNature(child);
        Work(child);
        return child;
    }

    /// <summary>One that is told to end forks before it does, perhaps.</summary>
    private void HearTerm(SimulatedProcess process)
    {
        if (!_kernel.IsCalm && _random.Next(5) == 0)
        {
            _kernel.At(_random.Next(1_000), () => HaveChild(process));
        }
    }

    private void SetNature(SimulatedProcess process) => (process.IgnoresTerm, process.IsStuck) =
        (!_kernel.IsCalm && _random.Next(6) == 0, !_kernel.IsCalm && _random.Next(80) == 0);

    private void EndIn(SimulatedProcess process, int milliseconds)
    {
        int code = !_kernel.IsCalm && _random.Next(process.IsOfMain ? 8 : 4) == 0 ? _random.Next(256) : 0;
        _kernel.At(milliseconds, () =>
        {
            if (process.IsStuck)
            {
                EndIn(process, 1_000);
            }
            else
            {
                _kernel.End(process, new ProcessEnd.Exited(code));
            }
        });
    }
}
