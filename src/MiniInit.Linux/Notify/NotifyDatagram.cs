using System;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Notify;

/// <summary>One message, and who sent it as the kernel vouches for. Dispose it when it has been dealt with.</summary>
public sealed class NotifyDatagram : IDisposable
{
    internal NotifyDatagram(ReadOnlyMemory<byte> text) => Text = text;

    /// <summary>The message; empty if it was too long.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>How many bytes were sent.</summary>
    public int Length { get; init; }

    /// <summary>True if it was longer than <see cref="NotifySocketLimits.MessageBytes"/>, and is not known.</summary>
    public bool IsTooLong => Length > NotifySocketLimits.MessageBytes;

    /// <summary>
    /// The sender when it sent, also if it is dead by now; 0 for one that has no pid in our namespace. Root may give
    /// the pid of another process: <c>systemd-notify</c> gives its parent's.
    /// </summary>
    public int Pid { get; init; }

    /// <summary>The sender's user; 65534 for one that is not mapped here.</summary>
    public uint UserId { get; init; } = Unmapped;

    /// <summary>The sender's group; 65534 for one that is not mapped here.</summary>
    public uint GroupId { get; init; } = Unmapped;

    /// <summary>
    /// The sender itself, whatever becomes of its pid; null where the kernel does not tell (before Linux 6.5, or of a
    /// dead process).
    /// </summary>
    public PidFd? Sender { get; init; }

    /// <summary>
    /// With <c>BARRIER=1</c> alone and one descriptor: that descriptor. Its sender waits until it is closed, which says
    /// that all it sent before has been dealt with.
    /// </summary>
    public OwnedFd? Barrier { get; init; }

    internal const uint Unmapped = 65_534;

    /// <inheritdoc/>
    public void Dispose()
    {
        Sender?.Dispose();
        if (Barrier is { IsClosed: false })
        {
            PassedDescriptors.Add(Barrier.Release());
            PassedDescriptors.CloseKept();
        }
    }
}
