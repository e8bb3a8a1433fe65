using System;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What simulations hold the supervisor to.</summary>
internal static class Promise
{
    public static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException(problem);
        }
    }
}
