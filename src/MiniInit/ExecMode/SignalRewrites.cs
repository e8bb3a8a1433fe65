using MiniInit.Core.Values;

namespace MiniInit.ExecMode;

/// <summary>What each received signal becomes before it is forwarded.</summary>
internal sealed class SignalRewrites
{
    private const int Unchanged = -1;
    private const int Dropped = 0;
    private readonly int[] _becomes = new int[Signal.Last + 1];

    public SignalRewrites() => System.Array.Fill(_becomes, Unchanged);

    /// <summary>True when <paramref name="signal"/> was given a rewrite.</summary>
    public bool Has(Signal signal) => _becomes[signal.Number] != Unchanged;

    /// <summary>Sets what <paramref name="signal"/> becomes.</summary>
    /// <param name="signal">The signal as it is received.</param>
    /// <param name="becomes">The signal that is sent on, or null to drop it.</param>
    public void Set(Signal signal, Signal? becomes) => _becomes[signal.Number] = becomes?.Number ?? Dropped;

    /// <summary>What to send on for <paramref name="signal"/>, or null to drop it.</summary>
    public Signal? Apply(Signal signal) => _becomes[signal.Number] switch
    {
        Unchanged => signal,
        Dropped => null,
        int number => new Signal(number),
    };

    /// <summary>Reads <c>S:R</c>, each a signal name or number, R also 0 to drop S.</summary>
    /// <returns>False when it is not of that form.</returns>
    public bool TryAdd(string text)
    {
        int colon = text.IndexOf(':', System.StringComparison.Ordinal);
        if (colon < 0 || !Signal.TryParse(text[..colon], out Signal signal))
        {
            return false;
        }

        string becomes = text[(colon + 1)..];
        if (becomes == "0")
        {
            Set(signal, null);
            return true;
        }

        bool good = Signal.TryParse(becomes, out Signal replacement);
        if (good)
        {
            Set(signal, replacement);
        }

        return good;
    }
}
