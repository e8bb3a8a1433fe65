using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>The replies to Tree. All are from one look at the processes, in which their names are read later.</summary>
/// <param name="supervisor">Knows the instances.</param>
/// <param name="names">The jobs.</param>
/// <param name="isInPieces">Whether the client takes several replies.</param>
internal sealed class TreeSource(Supervisor supervisor, IReadOnlyList<string> names, bool isInPieces) : ReplySource
{
    private readonly ProcessRows _rows = new();
    private int _next;

    public override ReplyStep Next()
    {
        List<ProcessInfo> processes = [];
        int most = isInPieces ? ControlLimits.ProcessesPerReply : ControlLimits.RowsInOneReply;
        for (; _next < names.Count && processes.Count < most; _next++)
        {
            foreach (InstanceStatus status in supervisor.StatusOf(names[_next]))
            {
                // Those of one instance come together; a fork bomb is cut.
                _rows.Add(status, processes, processes.Count + ControlLimits.RowsInOneReply);
            }
        }

        return _next < names.Count && !isInPieces
            ? new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} processes; ask for one job, or with \"more\""))
            : new ReplyStep.Told(new ControlReply.Processes(processes), Continues: _next < names.Count);
    }
}
