using System.Collections.Generic;
using MiniInit.Linux;

namespace MiniInit.Supervision.Processes;

/// <summary>Who init is.</summary>
/// <param name="UserId">Its effective user.</param>
/// <param name="GroupId">Its effective group.</param>
/// <param name="Groups">Its supplementary groups.</param>
internal sealed record OwnIdentity(uint UserId, uint GroupId, IReadOnlyList<uint> Groups)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(OwnIdentity);

    /// <summary>Asks the kernel.</summary>
    public static OwnIdentity Read() => new(
        CurrentProcess.EffectiveUserId, CurrentProcess.EffectiveGroupId, CurrentProcess.ReadSupplementaryGroups());

    /// <summary>Whether it is in a group in any way.</summary>
    public bool IsIn(uint group)
    {
        foreach (uint one in Groups)
        {
            if (one == group)
            {
                return true;
            }
        }

        return group == GroupId;
    }
}
