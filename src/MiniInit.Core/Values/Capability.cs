using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Values;

/// <summary>A right that root has and others may be given, capabilities(7).</summary>
/// <param name="Number">0 to 63, as in linux/capability.h.</param>
public sealed record Capability(int Number)
{
    private const string Purpose = "a capability";
    private const string Prefix = "CAP_";

    private static readonly string[] s_names =
    [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
        "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
        "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
        "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
        "CHECKPOINT_RESTORE",
    ];

    /// <summary>All names, without <c>CAP_</c>, by number.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>Reads <c>NET_BIND_SERVICE</c> or <c>CAP_NET_BIND_SERVICE</c>, in any letter case.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The capability.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Capability? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        const string Right = "write a name of capabilities(7) such as \"NET_BIND_SERVICE\"";
        if (!TextCheck.Passes(text, ValueLimits.NumberCharacters, Purpose, Right, out error))
        {
            return false;
        }

        string name = text.ToUpperInvariant();
        name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        int number = Array.IndexOf(s_names, name);
        if (number < 0)
        {
            string hint = name == "ALL" ? "to keep all, leave the key out"
                : NearestWord.Find(name, s_names) is string near ? $"did you mean \"{near}\"?" : Right;
            error = TextError.CannotUse(text, Purpose, 0, text.Length, $"there is none; {hint}");
            return false;
        }

        value = new Capability(number);
        return true;
    }

    /// <summary>Gives the name without <c>CAP_</c>.</summary>
    public override string ToString() => s_names[Number];
}
