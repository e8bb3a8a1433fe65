using System;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>For tests that do not ask when.</summary>
internal static class Timeless
{
    public static void Append(this OutputRing ring, ReadOnlySpan<byte> bytes) => ring.Append(bytes, 0);
}
