using System;

namespace MiniInit.Loading.Watching;

/// <summary>Changes that come shortly after each other, taken together.</summary>
internal sealed class ChangeBurst
{
    private TimeSpan? _first;
    private TimeSpan _last;

    /// <summary>When it is over, unless something more happens; null when nothing happened.</summary>
    public TimeSpan? End
    {
        get
        {
            if (_first is not { } first)
            {
                return null;
            }

            TimeSpan quiet = _last + ConfigurationWatchLimits.Quiet;
            TimeSpan latest = first + ConfigurationWatchLimits.LongestBurst;
            return quiet < latest ? quiet : latest;
        }
    }

    /// <summary>Something happened.</summary>
    public void Note(TimeSpan now)
    {
        _first ??= now;
        _last = now;
    }

    /// <summary>True once when it is over.</summary>
    public bool TryEnd(TimeSpan now)
    {
        bool isOver = End <= now;
        _first = isOver ? null : _first;
        return isOver;
    }
}
