using System;
using System.Text;
using MiniInit.Linux;

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

    private const int MapBytes = 4096;

    /// <summary>Finds out who we are.</summary>
    public static OwnUser Read()
    {
        byte[]? users = BoundedFile.TryRead("/proc/self/uid_map", MapBytes, out _);
        byte[]? groups = BoundedFile.TryRead("/proc/self/gid_map", MapBytes, out _);
        return new OwnUser(CurrentProcess.EffectiveUserId, !MapsAll(users) || !MapsAll(groups));
    }

    /// <summary>Whether a number stands for nobody in particular.</summary>
    public bool IsNobody(uint userId) => HasNobody && userId == Nobody;

    /// <summary>Whether a user may do everything: root, or init's own.</summary>
    public bool IsTrusted(uint userId) => !IsNobody(userId) && (userId == 0 || userId == UserId);

    /// <summary>Without /proc nothing is known, and so nobody is nobody.</summary>
    private static bool MapsAll(byte[]? map)
    {
        string[] parts = Encoding.ASCII.GetString(map ?? []).Split(
            [' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return parts is ["0", "0", "4294967295"];
    }
}
