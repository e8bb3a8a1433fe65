using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>Several instances of one job.</summary>
internal static class InstanceKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "instance", OptionalForm.Of(CommonForms.Expanded), job => job.Instance, (job, v) => job with { Instance = v },
            "What tells instances apart, such as \"$TTY\": a start with another value is another instance.",
            "there is one instance"),
        K.Make(
            "instances", CommonForms.Names("instance", PlainName.TryParseInstance, "[\"1\", \"2\"]"),
            job => job.Instances, (job, v) => job with { Instances = v },
            "Instances that are started at boot. Each is the value of the variable that instance names."),
        K.Make(
            "export", CommonForms.Names("variable", EnvironmentName.TryParse, "[\"PORT\"]"), job => job.Export,
            (job, v) => job with { Export = v },
            "Variables that the starting, started, stopping and stopped events of the job carry."),
    ];
}
