using System.Globalization;

namespace MiniInit.Linux.Files;

/// <summary>The sentences that users read.</summary>
internal static class Refusals
{
    /// <summary>Why a text is no path.</summary>
    public const string NulInPath = "a path cannot hold a NUL character";

    public static string CannotOpen(string path, Errno errno) => Say("open", path, Describe(errno));

    public static string CannotRead(string path, Errno errno) => Say("read", path, Describe(errno));

    /// <summary>A sentence.</summary>
    /// <param name="deed">What cannot be done: open, read, use.</param>
    /// <param name="path">To what.</param>
    /// <param name="cause">Why, and what to do about it.</param>
    public static string Say(string deed, string path, string cause) =>
        $"cannot {deed} {PrintablePath.Escape(path)}: {cause}";

    /// <summary>The kernel's words, with a fix where there is one.</summary>
    public static string Describe(Errno errno) => Errors.Describe(errno) + errno switch
    {
        Errno.EACCES => string.Create(
            CultureInfo.InvariantCulture, $"; let uid {CurrentProcess.EffectiveUserId} read it (chmod, chown)"),
        Errno.EMFILE => "; raise our limit of open files (ulimit -n)",
        Errno.ENFILE => "; raise the system's limit of open files (sysctl fs.file-max)",
        Errno.ENOTDIR => "; a folder is wanted here",
        _ => "",
    };
}
