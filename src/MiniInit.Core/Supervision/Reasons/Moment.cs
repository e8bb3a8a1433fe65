using System;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>A point in time, from which others are told of in whole seconds.</summary>
internal readonly record struct Moment(TimeSpan Now)
{
    /// <summary>Gives <c>5m10s ago</c>.</summary>
    public string Ago(TimeSpan at) => Now - at < TimeSpan.FromSeconds(1) ? "just now" : $"{Whole(Now - at)} ago";

    /// <summary>Gives <c>for 5m10s</c>.</summary>
    public string For(TimeSpan? since) =>
        since is not TimeSpan at || Now - at < TimeSpan.FromSeconds(1) ? "for a moment" : $"for {Whole(Now - at)}";

    /// <summary>Gives <c>in 5m10s</c>, never less than what is left.</summary>
    public string In(TimeSpan at) => at <= Now ? "at once" : $"in {Whole(at - Now + TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1))}";

    private static string Whole(TimeSpan span) => Duration.Format(new TimeSpan(span.Ticks - (span.Ticks % TimeSpan.TicksPerSecond)));
}
