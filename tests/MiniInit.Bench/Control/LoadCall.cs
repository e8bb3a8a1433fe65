using System;
using System.Text;

namespace MiniInit.Bench;

/// <summary>A call, and by what its reply is known to be right.</summary>
internal sealed class LoadCall
{
    private readonly byte[] _expected;
    private readonly int _times;

    private LoadCall(string text, string expected, int times)
    {
        Bytes = Encoding.UTF8.GetBytes(text + '\0');
        _expected = Encoding.UTF8.GetBytes(expected);
        _times = times;
    }

    internal byte[] Bytes { get; }

    /// <summary>Whether it is for all jobs.</summary>
    internal bool IsList => _times > 1;

    /// <summary>For the status of one job, whose process is known.</summary>
    internal static LoadCall Status(int number, int pid) => new(CallText.Status(number), $"\"mainPid\":{pid},", 1);

    /// <summary>For all jobs; each has a process.</summary>
    internal static LoadCall List(int jobs) => new(CallText.List, "\"mainPid\":", jobs);

    internal bool IsAnsweredBy(ReadOnlySpan<byte> reply) => reply.Count(_expected) == _times;
}
