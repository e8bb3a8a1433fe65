using System;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Control;

namespace MiniInit.Control.Access;

/// <summary>Who init is, and whom its user namespace knows, user_namespaces(7).</summary>
/// <param name="UserId">Init's own user.</param>
/// <param name="HasNobody">
/// Whether 65534 stands for everyone who has no number here. In the first namespace, and in all that map every number,
/// it is the user nobody, like any other.
/// </param>
internal sealed record OwnUser(uint UserId, bool HasNobody)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(OwnUser);

    /// <summary>The overflow number of users and groups, as every distribution has it.</summary>
    public const uint Nobody = 65534;

    private const int MapBytes = 4096, NumberBytes = 32;

    /// <summary>The number that stands for users who have none here.</summary>
    public uint NobodyUser { get; init; } = Nobody;

    /// <summary>The number that stands for groups that have none here.</summary>
    public uint NobodyGroup { get; init; } = Nobody;

    /// <summary>Finds out who we are.</summary>
    public static OwnUser Read()
    {
        byte[]? users = BoundedFile.TryRead("/proc/self/uid_map", MapBytes, out _);
        byte[]? groups = BoundedFile.TryRead("/proc/self/gid_map", MapBytes, out _);
        return new OwnUser(CurrentProcess.EffectiveUserId, !MapsAll(users) || !MapsAll(groups))
        {
            NobodyUser = NumberIn("/proc/sys/kernel/overflowuid"),
            NobodyGroup = NumberIn("/proc/sys/kernel/overflowgid"),
        };
    }

    /// <summary>Whether a number stands for nobody in particular.</summary>
    public bool IsNobody(uint userId) => HasNobody && userId == NobodyUser;

    /// <summary>
    /// Whether a number of a peer's may stand for one that our namespace does not know: to become it would be to become
    /// whoever has that number here.
    /// </summary>
    public bool HasUnknown(PeerIdentity peer)
    {
        bool isUnknown = IsNobody(peer.UserId) || (HasNobody && peer.GroupId == NobodyGroup);
        foreach (uint group in peer.Groups)
        {
            isUnknown |= HasNobody && group == NobodyGroup;
        }

        return isUnknown;
    }

    /// <summary>Whether a user may do everything: root, or init's own.</summary>
    public bool IsTrusted(uint userId) => !IsNobody(userId) && (userId == 0 || userId == UserId);

    private static uint NumberIn(string file) =>
        uint.TryParse(Encoding.ASCII.GetString(BoundedFile.TryRead(file, NumberBytes, out _) ?? []), out uint number) ? number : Nobody;

    /// <summary>Without /proc nothing is known, and so nobody is nobody.</summary>
    private static bool MapsAll(byte[]? map)
    {
        string[] parts = Encoding.ASCII.GetString(map ?? []).Split(
            [' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return parts is ["0", "0", "4294967295"];
    }
}
