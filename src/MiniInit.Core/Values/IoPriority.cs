using System;

namespace MiniInit.Core.Values;

/// <summary>An I/O scheduling class with its level: <c>idle</c>, <c>best-effort:7</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="Level">0 to 7, lower is sooner; 0 for <see cref="IoClass.Idle"/>.</param>
public readonly record struct IoPriority(IoClass Class, int Level)
{
    private const string Purpose = "an I/O priority";
    private const string Right =
        "write \"idle\", \"best-effort:0\" (first) to \"best-effort:7\", or \"realtime:0\" to \"realtime:7\"";

    /// <summary>Reads a priority.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The priority.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out IoPriority value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        if (!TextCheck.Passes(text, ValueLimits.NumberCharacters, Purpose, Right, out error))
        {
            return false;
        }

        IoPriority? found = text switch
        {
            "idle" => new(IoClass.Idle, 0),
            _ when LeveledWord.TryParse(text, "best-effort", 0, 7, out int level) => new(IoClass.BestEffort, level),
            _ when LeveledWord.TryParse(text, "realtime", 0, 7, out int level) => new(IoClass.RealTime, level),
            _ => null,
        };
        if (found is not IoPriority priority)
        {
            string cause = text.Split(':')[0] switch
            {
                "best-effort" or "realtime" => $"its level is 0 to 7, as in \"{text.Split(':')[0]}:1\"",
                "idle" => "it has no level; write \"idle\"",
                _ => Right,
            };
            error = TextError.CannotUse(text, Purpose, 0, text.Length, cause);
            return false;
        }

        value = priority;
        return true;
    }

    /// <summary>Prints it as it is read.</summary>
    public override string ToString() => Class switch
    {
        IoClass.RealTime => $"realtime:{Level}",
        IoClass.BestEffort => $"best-effort:{Level}",
        IoClass.Idle => "idle",
        IoClass.None => "none",
        _ => $"class {(int)Class}",
    };
}
