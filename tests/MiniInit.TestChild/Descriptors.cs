using System;
using System.Linq;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>Closes inherited descriptors in each of the three ways, which a test runner itself would not survive.</summary>
internal static class Descriptors
{
    private const int Count = 300;
    private const int Far = 900;

    public static int Run(string way)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Libc.dup(2) < 0)
            {
                throw new ArgumentException($"cannot dup: {Errors.Describe(Errors.Last)}");
            }
        }

        _ = Libc.dup2(2, Far);
        Text.Line($"before {Open()}");
        switch (way)
        {
            case "listed":
                Text.Line($"{InheritedDescriptors.CloseListed()}");
                break;
            case "loop":
                InheritedDescriptors.CloseOneByOne();
                break;
            case "all":
                InheritedDescriptors.CloseAll();
                break;
            default:
                throw new ArgumentException($"unknown way {way}");
        }

        Text.Line($"after {Open()}");
        return 0;
    }

    /// <summary>How many are open from 3 on, and whether 0 to 2 are. Asked one by one: a listing has one of its own.</summary>
    private static string Open()
    {
        int standard = Enumerable.Range(0, 3).Count(fd => Libc.fcntl(fd, 1, 0) >= 0);
        int others = Enumerable.Range(3, Far).Count(fd => Libc.fcntl(fd, 1, 0) >= 0);
        return $"standard={standard} others={others}";
    }
}
