using System.Collections.Generic;

namespace MiniInit.Ctl.Tracing;

/// <summary>The flags of clone(2) and clone3(2) that make a difference to who watches.</summary>
internal static class CloneFlags
{
    /// <summary>CLONE_THREAD: it makes a thread of the same process.</summary>
    public const ulong Thread = 0x10000;

    private const ulong Memory = 0x100, Files = 0x400, Vfork = 0x4000, Parent = 0x8000;

    private static readonly (ulong Flag, string Words)[] s_words =
    [
        (Vfork, "vfork"),
        (Parent, "as a sibling"),
        (0x20000000, "new PID namespace"),
        (0x10000000, "new user namespace"),
        (0x20000, "new mount namespace"),
        (0x40000000, "new network namespace"),
        (0x08000000, "new IPC namespace"),
        (0x04000000, "new UTS namespace"),
        (0x02000000, "new cgroup namespace"),
        (0x80, "new time namespace"),
        (0x200000000, "into another cgroup"),
    ];

    /// <summary>Gives in words what is unusual about a fork, the best known first.</summary>
    /// <param name="way">The way of the fork.</param>
    /// <param name="flags">Its flags, or 0.</param>
    public static IReadOnlyList<string> Words(ForkWay way, ulong flags)
    {
        List<string> words = [];
        flags |= way == ForkWay.Vfork ? Vfork : 0;
        foreach ((ulong flag, string word) in s_words)
        {
            if ((flags & flag) != 0)
            {
                words.Add(word);
            }
        }

        // A vfork shares memory by nature.
        if ((flags & Vfork) == 0 && (flags & Memory) != 0)
        {
            words.Add("shares memory");
        }

        if ((flags & Files) != 0)
        {
            words.Add("shares descriptors");
        }

        return words;
    }

    /// <summary>The same in brackets, with a space before; nothing for a plain fork.</summary>
    public static string InBrackets(ForkWay way, ulong flags) =>
        Words(way, flags) is { Count: > 0 } words ? $" ({string.Join(", ", words)})" : "";
}
