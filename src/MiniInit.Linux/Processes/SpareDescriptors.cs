namespace MiniInit.Linux.Processes;

/// <summary>
/// Three descriptors that are kept for looks at processes and signals to them: whoever has used up the others is to be stopped
/// all the same. A look has the folder, a pidfd and one file open at a time, a signal two pidfds and one file.
/// </summary>
public static class SpareDescriptors
{
    private static readonly EventFd?[] s_all = new EventFd?[3];

    /// <summary>Keeps them, the first time and after they were given up; what cannot be had now may be the next time.</summary>
    public static void Keep()
    {
        try
        {
            for (int i = 0; i < s_all.Length; i++)
            {
                s_all[i] ??= new EventFd();
            }
        }
        catch (SyscallException)
        {
            // There are none left; the next that is closed may be had.
        }
    }

    /// <summary>Gives them up if that is what was missing, so that it can be tried once more.</summary>
    /// <param name="errno">Why a descriptor could not be had.</param>
    /// <returns>False where it would be in vain.</returns>
    internal static bool TryGiveUp(Errno errno)
    {
        if (errno is not (Errno.EMFILE or Errno.ENFILE))
        {
            return false;
        }

        bool hadAny = false;
        for (int i = 0; i < s_all.Length; i++)
        {
            hadAny |= s_all[i] is not null;
            s_all[i]?.Dispose();
            s_all[i] = null;
        }

        return hadAny;
    }
}
