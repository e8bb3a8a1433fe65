using System.Runtime.InteropServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The pages of our own program file that are mapped.</summary>
public static unsafe class OwnImage
{
    private const nuint AuxEnd = 0, AuxProgramHeaders = 3, AuxProgramHeaderCount = 5;
    private const uint PtLoad = 1, PtPhdr = 6, Executable = 1, Writable = 2;
    private const int MadvDontNeed = 4;
    private const nuint PageMask = 4095;

    /// <summary>
    /// Lets go of the program's code: most of what a start needs is never needed again. What is comes back from the page
    /// cache, a few pages at a time. Nothing is ever written there, so nothing is lost. That is not so of what is only
    /// read-only: the runtime writes some of it at start, its stack cookie for one, and protects it then.
    /// </summary>
    /// <param name="environment">The environment as the kernel placed it; the auxiliary vector follows, getauxval(3).</param>
    /// <returns>How many bytes were let go of at most.</returns>
    public static nuint LetGo(byte** environment)
    {
        nuint* aux = (nuint*)environment;
        while (*aux++ != 0)
        {
        }

        ProgramHeader* headers = null;
        nuint count = 0;
        for (; aux[0] != AuxEnd; aux += 2)
        {
            headers = aux[0] == AuxProgramHeaders ? (ProgramHeader*)aux[1] : headers;
            count = aux[0] == AuxProgramHeaderCount ? aux[1] : count;
        }

        return headers == null ? 0 : LetGo(headers, count, Bias(headers, count));
    }

    private static nuint LetGo(ProgramHeader* headers, nuint count, nuint bias)
    {
        nuint total = 0;
        for (nuint i = 0; i < count; i++)
        {
            if (headers[i].Type == PtLoad && (headers[i].Flags & (Executable | Writable)) == Executable)
            {
                nuint start = (bias + headers[i].Address) & ~PageMask;
                nuint end = (bias + headers[i].Address + headers[i].MemorySize + PageMask) & ~PageMask;
                total += Libc.madvise((void*)start, end - start, MadvDontNeed) == 0 ? end - start : 0;
            }
        }

        return total;
    }

    /// <summary>How far the program lies from where it was linked to.</summary>
    private static nuint Bias(ProgramHeader* headers, nuint count)
    {
        for (nuint i = 0; i < count; i++)
        {
            if (headers[i].Type == PtPhdr)
            {
                return (nuint)headers - headers[i].Address;
            }
        }

        return 0;
    }

    /// <summary>Elf64_Phdr, elf(5).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 56)]
    private struct ProgramHeader
    {
        [FieldOffset(0)] public uint Type;
        [FieldOffset(4)] public uint Flags;
        [FieldOffset(16)] public nuint Address;
        [FieldOffset(40)] public nuint MemorySize;
    }
}
