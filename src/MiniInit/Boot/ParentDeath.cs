using MiniInit.Core.Values;
using MiniInit.Linux;

namespace MiniInit.Boot;

/// <summary>A signal when our parent dies, PR_SET_PDEATHSIG(2const): the option --parent-death.</summary>
internal static class ParentDeath
{
    /// <summary>Asks for the signal.</summary>
    /// <param name="signal">Which.</param>
    /// <param name="isTooLate">Whether the parent died meanwhile: then the kernel sends nothing any more.</param>
    /// <returns><c>cannot …: cause</c>, or null.</returns>
    public static string? Follow(Signal signal, out bool isTooLate)
    {
        int parent = CurrentProcess.ParentId;
        Errno errno = CurrentProcess.SetParentDeathSignal(signal.Number);
        isTooLate = CurrentProcess.ParentId != parent;
        return errno == Errno.None ? null : $"cannot follow our parent: {Errors.Describe(errno)}";
    }
}
