using MiniInit.Linux.Control;

namespace MiniInit.Control.Access;

/// <summary>Who calls, as the kernel tells it.</summary>
/// <param name="Peer">The process at the other end when it connected.</param>
/// <param name="IsTrusted">Whether it is root or init's own user, who may do everything.</param>
internal sealed record Caller(PeerIdentity Peer, bool IsTrusted)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Caller);

    /// <summary>Whether it is root.</summary>
    public bool IsRoot => IsTrusted && Peer.UserId == 0;
}
