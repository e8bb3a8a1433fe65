using System.Collections.Generic;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>The replies to List.</summary>
/// <param name="rows">The instances.</param>
/// <param name="isInPieces">Whether the client takes several replies.</param>
internal sealed class ListSource(InstanceRows rows, bool isInPieces) : ReplySource
{
    public override ReplyStep Next()
    {
        List<InstanceInfo> some = rows.Take(isInPieces ? ControlLimits.RowsPerReply : ControlLimits.RowsInOneReply);
        return rows.HasMore && !isInPieces
            ? new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} instances; ask for fewer, or with \"more\""))
            : new ReplyStep.Told(new ControlReply.Instances(some), Continues: rows.HasMore);
    }
}
