using System;
using MiniInit.Core.Values;

namespace MiniInit.Core.Notifications;

/// <summary>The limits of what a job tells by sd_notify(3).</summary>
public static class NotifyLimits
{
    /// <summary>The longest status text, in bytes of UTF-8: 4 KiB, what systemd takes for a whole message.</summary>
    public const int StatusBytes = 4096;

    /// <summary>The longest span: what is longer, or meant as endless, becomes this.</summary>
    public static TimeSpan LongestSpan => Duration.Longest;
}
