using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Configurations;

namespace MiniInit.Control.Queries;

/// <summary>The replies to ShowConfiguration.</summary>
/// <param name="supervisor">Knows the jobs.</param>
/// <param name="configuration">Knows their files.</param>
/// <param name="names">Which jobs.</param>
/// <param name="isInPieces">Whether the client takes several replies.</param>
internal sealed class ConfigurationRows(
    Supervisor supervisor, RunningConfiguration configuration, IReadOnlyList<string> names, bool isInPieces) : ReplySource
{
    private int _next;

    public override ReplyStep Next()
    {
        List<ConfigurationInfo> jobs = [];
        int most = isInPieces ? ControlLimits.RowsPerReply : ControlLimits.RowsInOneReply;
        for (; _next < names.Count && jobs.Count < most; _next++)
        {
            if (supervisor.DefinitionOf(names[_next]) is JobDefinition job)
            {
                jobs.Add(InfoOf(job));
            }
        }

        return _next < names.Count && !isInPieces
            ? new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} jobs; ask for one, or with \"more\""))
            : new ReplyStep.Told(new ControlReply.Configurations(jobs), Continues: _next < names.Count);
    }

    private ConfigurationInfo InfoOf(JobDefinition job) => new(job.Name, WordOf(job.Type))
    {
        File = configuration.FileOf(job.Name),
        Description = job.Description,
        Author = job.Author,
        Version = job.Version,
        Usage = job.Usage,
        Instance = job.Instance?.Text,
        IsManual = job.IsManual,
        StartOn = job.StartOn?.ToString(),
        StopOn = job.StopOn?.ToString(),
        Emits = job.Emits,
        Requires = job.Requires,
        Wants = job.Wants,
        After = job.After,
        Before = job.Before,
        Conflicts = job.Conflicts,
        PartOf = job.PartOf,
        Groups = job.Tags,
    };

    private static string WordOf(JobType type) => type switch
    {
        JobType.Service => "service",
        JobType.Task => "task",
        JobType.State => "state",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
