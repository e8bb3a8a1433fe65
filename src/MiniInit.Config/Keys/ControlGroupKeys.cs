using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.ControlGroup>;

namespace MiniInit.Config.Keys;

/// <summary>The keys of <c>cgroup</c>.</summary>
internal static class ControlGroupKeys
{
    public static TableForm<ControlGroup, ControlGroup> Form { get; } = TableForm.Of(
        new KeyTable<ControlGroup>(
            new ControlGroup(),
            [
                K.Make(
                    "memory-max",
                    OptionalForm.Value(CommonForms.SizeBetween(new Size(1024 * 1024), Size.Largest)),
                    group => group.MemoryMax, (group, v) => group with { MemoryMax = v },
                    "The most memory of all its processes together; beyond it the kernel kills one.", "no limit"),
                K.Make(
                    "cpu-max",
                    OptionalForm.Value(new ParsedForm<CpuQuota>(
                        "percents, or processors", "a share such as \"50%\" or 1.5 processors", CpuQuota.TryParse,
                        Numbers.All, "50%", "200%")),
                    group => group.CpuMax, (group, v) => group with { CpuMax = v },
                    "The most processor time: percents of one processor, or a number of processors.", "no limit"),
                K.Make(
                    "pids-max", OptionalForm.Value(new IntegerForm(1, 4_194_304)), group => group.PidsMax,
                    (group, v) => group with { PidsMax = v }, "The most processes and threads.", "no limit"),
            ]),
        "a table such as { memory-max = \"256M\" }");
}
