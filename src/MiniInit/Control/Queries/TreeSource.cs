using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>The replies to Tree. All are from one look at the processes, in which their names are read later.</summary>
/// <param name="supervisor">Knows the instances.</param>
/// <param name="job">Of which job; null: of all.</param>
/// <param name="isInPieces">Whether the client takes several replies.</param>
internal sealed class TreeSource(Supervisor supervisor, string? job, bool isInPieces) : ReplySource
{
    private readonly InstanceCursor _instances = new(supervisor);
    private IReadOnlyList<string>? _names;
    private ProcessRows? _rows;
    private int _next;

    public override ReplyStep Next()
    {
        _names ??= job is null ? supervisor.JobNames() : [job];
        _rows ??= new ProcessRows();
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

        return _next < _names.Count && !isInPieces
            ? new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} processes; ask for one job, or with \"more\""))
            : new ReplyStep.Told(new ControlReply.Processes(processes), Continues: _next < _names.Count);
    }
}
