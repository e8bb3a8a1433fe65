using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>What the job needs of other jobs.</summary>
internal static class DependencyKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "requires", CommonForms.Jobs, job => job.Requires, (job, v) => job with { Requires = v },
            "Jobs that this one cannot do without. They are started before it, and when one of them stops so does this."),
        K.Make(
            "wants", CommonForms.Jobs, job => job.Wants, (job, v) => job with { Wants = v },
            "Jobs that are started with this one. It runs without them too; the order is left to after and before."),
        K.Make(
            "after", CommonForms.Jobs, job => job.After, (job, v) => job with { After = v },
            "Jobs that come before this one if both start, and stop after it. It starts none of them."),
        K.Make(
            "before", CommonForms.Jobs, job => job.Before, (job, v) => job with { Before = v },
            "Jobs that come after this one if both start, and stop before it."),
        K.Make(
            "conflicts", CommonForms.Jobs, job => job.Conflicts, (job, v) => job with { Conflicts = v },
            "Jobs that are stopped when this one starts, and whose start stops this one."),
        K.Make(
            "part-of", CommonForms.Jobs, job => job.PartOf, (job, v) => job with { PartOf = v },
            "Jobs whose stop or restart stops or restarts this one too."),
    ];
}
