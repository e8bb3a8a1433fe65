using System.Collections;
using System.Globalization;

namespace MiniInit.ExecMode;

/// <summary>A set of exit codes 0–255.</summary>
internal sealed class ExitCodeSet
{
    private readonly BitArray _codes = new(256);

    /// <summary>True when <paramref name="code"/> is in the set.</summary>
    public bool Contains(int code) => code is >= 0 and <= 255 && _codes[code];

    /// <summary>Adds the code that <paramref name="text"/> says in decimal.</summary>
    /// <returns>False when it is none.</returns>
    public bool TryAdd(string text)
    {
        bool good = byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte code);
        if (good)
        {
            _codes[code] = true;
        }

        return good;
    }
}
