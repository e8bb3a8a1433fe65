using MiniInit.Linux;

namespace MiniInit.Output;

/// <summary>The ends of the pipes that a process of a job gets. They are ours until it has them.</summary>
/// <param name="Output">For descriptor 1.</param>
/// <param name="Error">For descriptor 2; the same where both go one way.</param>
internal readonly record struct JobPipes(OwnedFd Output, OwnedFd Error)
{
    /// <summary>Closes our copies: else their end would never come.</summary>
    public void Close()
    {
        Output.Dispose();
        Error.Dispose();
    }
}
