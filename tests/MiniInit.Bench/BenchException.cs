using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>A measurement that cannot be made; the message is for the person at the terminal.</summary>
internal sealed class BenchException : Exception
{
    public BenchException(string message)
        : base(message)
    {
    }

    internal static BenchException FromErrno(string what) => FromErrno(what, Marshal.GetLastPInvokeError());

    internal static BenchException FromErrno(string what, int errno) =>
        new($"cannot {what}: {Marshal.GetPInvokeErrorMessage(errno)}");
}
