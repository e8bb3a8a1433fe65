using System;

namespace MiniInit.Bench;

/// <summary>A command line that cannot be used.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }
}
