using System.Collections.Generic;
using MiniInit.Linux;

namespace MiniInit.Reexecution;

/// <summary>The descriptors that are to stay open in the program that takes our place; each keeps its number.</summary>
internal sealed class KeptDescriptors
{
    private readonly List<OwnedFd> _all = [];

    /// <summary>Notes one.</summary>
    /// <returns>Its number; −1 for none.</returns>
    public int Keep(OwnedFd? fd)
    {
        if (fd is null or { IsClosed: true })
        {
            return -1;
        }

        _all.Add(fd);
        return fd.Number;
    }

    /// <summary>Adds their numbers.</summary>
    public void Save(List<long> numbers)
    {
        foreach (OwnedFd fd in _all)
        {
            numbers.Add(fd.Number);
        }
    }

    /// <summary>Has them stay open over an exec, or not.</summary>
    public void Set(bool isKept)
    {
        foreach (OwnedFd fd in _all)
        {
            fd.SetKeptOverExec(isKept);
        }
    }
}
