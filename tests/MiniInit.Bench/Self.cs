using System;

namespace MiniInit.Bench;

/// <summary>Our own executable, which is also the command in several measurements.</summary>
internal static class Self
{
    internal static string Path { get; } =
        Environment.ProcessPath ?? throw new BenchException("cannot find the benchmark's own executable");
}
