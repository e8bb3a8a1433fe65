using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>What the job is, for people and tools.</summary>
internal static class DescriptionKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "description", CommonForms.Sentence, job => job.Description, (job, v) => job with { Description = v },
            "What the job is, in a few words; shown by status."),
        K.Make(
            "author", CommonForms.Sentence, job => job.Author, (job, v) => job with { Author = v },
            "Who wrote the file."),
        K.Make(
            "version", CommonForms.Sentence, job => job.Version, (job, v) => job with { Version = v },
            "The version of the file."),
        K.Make(
            "usage", CommonForms.Sentence, job => job.Usage, (job, v) => job with { Usage = v },
            "Which variables an instance needs; shown when a start lacks one."),
        K.Make(
            "emits", CommonForms.Names("event", PlainName.TryParseEvent, "[\"net-up\"]"), job => job.Emits,
            (job, v) => job with { Emits = v },
            "Names or globs of the events that the job emits, so that check knows of them."),
        K.Make(
            "tags", CommonForms.Names("tag", JobName.TryParse, "[\"backend\"]"), job => job.Tags,
            (job, v) => job with { Tags = v },
            "Names by which several jobs are addressed at once: start @backend."),
    ];
}
