using System.Collections.Generic;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>The replies to List.</summary>
/// <param name="rows">The instances.</param>
/// <param name="isInPieces">Whether the client takes several replies.</param>
internal sealed class ListSource(InstanceRows rows, bool isInPieces) : ReplySource
{
    private List<InstanceInfo> _taken = [];

    public override ReplyStep Next()
    {
        int most = isInPieces ? ControlLimits.RowsPerReply : ControlLimits.RowsInOneReply + 1;
        rows.Take(_taken, most);
        if (_taken.Count < most && rows.HasMore)
        {
            return ReplyStep.Unfinished;
        }

        if (_taken.Count > ControlLimits.RowsInOneReply)
        {
            return new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} instances; ask for fewer, or with \"more\""));
        }

        List<InstanceInfo> told = _taken;
        _taken = [];
        return new ReplyStep.Told(new ControlReply.Instances(told), Continues: rows.HasMore);
    }
}
