using System;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>The signal mask of all threads of this process.</summary>
internal static class ProcessMask
{
    /// <summary>
    /// Blocks signals in every thread. The runtime has a second one before Main, out of our reach, and it would take
    /// what the first has blocked; a mask survives exec, so the program becomes itself once more with the mask set.
    /// </summary>
    /// <param name="signals">Which; TERM is among them.</param>
    /// <param name="arguments">The arguments that lead to this call again.</param>
    public static void Block(SignalSet signals, params string[] arguments)
    {
        const int Terminate = 15;
        if (!SignalMask.Exchange(signals).Contains(Terminate))
        {
            Environment.Exit(Setup.Become([Environment.ProcessPath!, .. arguments]));
        }
    }
}
