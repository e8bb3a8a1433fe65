using System;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Control;

/// <summary>Who connected, as the kernel vouches for it: as of the moment of connecting, also if it is gone by now.</summary>
/// <param name="Pid">0 for a process that has no pid in our namespace. It may be another's by now.</param>
/// <param name="UserId">65534 for one that is not mapped here.</param>
/// <param name="GroupId">65534 for one that is not mapped here.</param>
/// <param name="Groups">
/// Its further groups; none where the kernel does not tell (before Linux 4.13), or where there are more than
/// <see cref="ControlSocketLimits.PeerGroups"/>.
/// </param>
public sealed record PeerIdentity(int Pid, uint UserId, uint GroupId, IReadOnlyList<uint> Groups)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(PeerIdentity);

    /// <summary>Whether <see cref="Groups"/> are all that it has.</summary>
    public bool AreGroupsKnown { get; init; }

    private const uint Unmapped = 65_534;

    internal static unsafe PeerIdentity Of(OwnedFd connection)
    {
        // What the kernel does not tell must not be taken for root, whose ids are zero.
        Libc.ucred credentials = new() { uid = Unmapped, gid = Unmapped };
        uint size = (uint)sizeof(Libc.ucred);
        uint[]? groups = GroupsOf(connection);
        return Libc.getsockopt(connection.Number, Libc.SOL_SOCKET, Libc.SO_PEERCRED, &credentials, &size) == 0
            ? new PeerIdentity(credentials.pid, credentials.uid, credentials.gid, groups ?? []) { AreGroupsKnown = groups is not null }
            : new PeerIdentity(0, Unmapped, Unmapped, []);
    }

    private static unsafe uint[]? GroupsOf(OwnedFd connection)
    {
        uint* groups = stackalloc uint[ControlSocketLimits.PeerGroups];
        uint size = ControlSocketLimits.PeerGroups * sizeof(uint);
        return Libc.getsockopt(connection.Number, Libc.SOL_SOCKET, Libc.SO_PEERGROUPS, groups, &size) == 0
            ? new ReadOnlySpan<uint>(groups, (int)(size / sizeof(uint))).ToArray()
            : null;
    }
}
