using MiniInit.Core.Addresses;
using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>A socket that init holds open for a job and hands over, sd_listen_fds(3).</summary>
/// <param name="Name">What <c>LISTEN_FDNAMES</c> calls it.</param>
/// <param name="Address">Where.</param>
/// <param name="Mode">The permissions of a Unix socket.</param>
/// <param name="User">Its owner, a name or number; null: init's.</param>
/// <param name="Group">Its group, a name or number; null: init's.</param>
public sealed record ListenSocket(string Name, ListenAddress Address, OctalMode Mode, string? User, string? Group)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ListenSocket);
}
