using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Control.Queries;

/// <summary>The replies to Tree. All are from one look at the processes, in which their names are read later.</summary>
/// <param name="supervisor">Knows the instances.</param>
/// <param name="families">Knows which processes came from them.</param>
/// <param name="job">Of which job; null: of all.</param>
/// <param name="isAll">Whether those of no job are told, too.</param>
/// <param name="isInPieces">Whether the client takes several replies.</param>
internal sealed class TreeSource(Supervisor supervisor, Families families, string? job, bool isAll, bool isInPieces) : ReplySource
{
    private readonly InstanceCursor _instances = new(supervisor);
    private IReadOnlyList<string>? _names;
    private ProcessRows? _rows;
    private int _next;
    private int _others;

    public override ReplyStep Next()
    {
        _names ??= job is null ? supervisor.JobNames() : [job];
        _rows ??= new ProcessRows(families);
        List<ProcessInfo> processes = [];
        int most = isInPieces ? ControlLimits.ProcessesPerReply : ControlLimits.RowsInOneReply;
        while (_next < _names.Count && processes.Count < most)
        {
            IReadOnlyList<InstanceStatus> one = _instances.Take(_names[_next], 1, out bool isAll);
            foreach (InstanceStatus status in one)
            {
                // Those of one instance come together; a fork bomb is cut.
                _rows.Add(status, processes, processes.Count + ControlLimits.RowsInOneReply);
            }

            _next += isAll ? 1 : 0;
        }

        if (isAll && _next == _names.Count)
        {
            _others += _rows.AddOthers(_others, processes, most);
        }

        bool isMore = _next < _names.Count || (isAll && _others < _rows.Others);
        return isMore && !isInPieces
            ? new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} processes; ask for one job, or with \"more\""))
            : new ReplyStep.Told(new ControlReply.Processes(processes), Continues: isMore);
    }
}
