using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>Settings of the job's processes.</summary>
internal static class ProcessKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "user", OptionalForm.Of(CommonForms.Account), job => job.User, (job, v) => job with { User = v },
            "Who runs the job. HOME, USER, LOGNAME and SHELL are then those of this user.", "init's user"),
        K.Make(
            "group", OptionalForm.Of(CommonForms.Account), job => job.Group, (job, v) => job with { Group = v },
            "The group of its processes.", "the user's group"),
        K.Make(
            "groups", CommonForms.Accounts, job => job.Groups, (job, v) => job with { Groups = v },
            "Supplementary groups, besides those that /etc/group gives the user."),
        K.Make(
            "umask", OptionalForm.Value(CommonForms.Mask), job => job.Umask, (job, v) => job with { Umask = v },
            "Permissions that new files do not get.", "init's"),
        K.Make(
            "nice", OptionalForm.Value(new IntegerForm(-20, 19)), job => job.Nice, (job, v) => job with { Nice = v },
            "How much the job yields to others; 19 yields most.", "init's"),
        K.Make(
            "oom-score", OptionalForm.Value(new ScoreForm()), job => job.OutOfMemoryScore,
            (job, v) => job with { OutOfMemoryScore = v },
            "How readily the kernel kills the job when memory is short; never is -1000.", "what init was given"),
        K.Make(
            "limits", new LimitsForm(), job => job.Limits, (job, v) => job with { Limits = v },
            "Resource limits by their names in getrlimit(2): one value, or soft and hard.", "init's"),
        K.Make(
            "chroot", OptionalForm.Of(CommonForms.Path), job => job.RootFolder, (job, v) => job with { RootFolder = v },
            "The root folder of the job.", "init's"),
        K.Make(
            "chdir", OptionalForm.Of(CommonForms.Path), job => job.WorkingFolder,
            (job, v) => job with { WorkingFolder = v },
            "The working folder, below chroot.", "/, or init's own in a user session"),
        K.Make(
            "priority",
            OptionalForm.Value(new ParsedForm<SchedulingPriority>(
                "scheduling priority", "a priority such as \"batch\" or \"fifo:10\"", SchedulingPriority.TryParse,
                Numbers.None, "batch", "fifo:10")),
            job => job.Priority, (job, v) => job with { Priority = v },
            "The scheduling policy: other, batch, idle, fifo:1 to fifo:99, rr:1 to rr:99.", "init's"),
        K.Make(
            "cpu-affinity", new ProcessorsForm(), job => job.CpuAffinity, (job, v) => job with { CpuAffinity = v },
            "The processors that the job may run on.", "init's"),
        K.Make(
            "io-priority",
            OptionalForm.Value(new ParsedForm<IoPriority>(
                "I/O priority", "an I/O priority such as \"idle\" or \"best-effort:7\"", IoPriority.TryParse,
                Numbers.None, "idle", "best-effort:7")),
            job => job.IoPriority, (job, v) => job with { IoPriority = v },
            "The I/O scheduling class: idle, best-effort:0 (first) to best-effort:7, realtime:0 to realtime:7.",
            "init's"),
        K.Make(
            "sandbox", SandboxKeys.Form, job => job.Sandbox, (job, v) => job with { Sandbox = v },
            "What the processes of the job may not do."),
        K.Make(
            "cgroup", ControlGroupKeys.Form, job => job.ControlGroup, (job, v) => job with { ControlGroup = v },
            "Limits of all processes of the job together, where control groups (version 2) can be written."),
    ];
}
