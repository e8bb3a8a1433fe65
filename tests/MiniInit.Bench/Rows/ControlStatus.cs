using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>How long a process takes that asks a supervisor for the status of a job.</summary>
internal sealed class ControlStatus : SuperviseRow
{
    internal override string Name => RowNames.ControlStatus;

    internal override string Summary => "supervisors: the process that asks for the status of a job";

    internal override int Runs => 100;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        int jobs = MostTogether(conditions);
        var measurement = new Measurement(
            Name,
            $"status of a job, the whole process, {Count(jobs)}",
            Unit.Nanoseconds,
            "From just before clone (CLONE_VFORK, as posix_spawn) to the wake-up on the pidfd of `s6-svstat DIR`, "
            + "`sv status DIR`, `svstat DIR`, `supervisorctl status JOB`, `dinitctl status JOB`, "
            + "`systemctl --user status JOB`, `monit status JOB`, `miniinitctl status JOB`. Each asks a supervisor of its "
            + "own; all run at once and their jobs sleep. Output is a pipe; only an answer with the pid of the job counts. "
            + "finit is left out: initctl asks only the one of its own root directory.")
        {
            Reference = Supervisor.Reference,
        };
        using var questions = new StatusQuestions(measurement, conditions.Directory, jobs);
        foreach (Supervisor supervisor in SupervisorCatalog.Installed(conditions.Inits))
        {
            questions.Add(supervisor);
        }

        if (conditions.Inits.FirstOrDefault(init => init.Name == Init.Own) is Init own)
        {
            questions.Add(own);
        }

        questions.AddFloor();
        Clock.Sleep(Limits.Maturity);
        InTurn(questions.Count, conditions.Runs, questions.Ask);
        return [measurement];
    }
}
