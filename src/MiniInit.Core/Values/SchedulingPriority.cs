using System;

namespace MiniInit.Core.Values;

/// <summary>A scheduling policy with its level: <c>batch</c>, <c>fifo:10</c>.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Level">1 to 99 for the real-time policies, higher is sooner; else 0.</param>
public readonly record struct SchedulingPriority(SchedulingPolicy Policy, int Level)
{
    private const string Purpose = "a scheduling priority";
    private const string Right = "write \"other\", \"batch\", \"idle\", \"fifo:1\" to \"fifo:99\" or \"rr:1\" to \"rr:99\"";

    /// <summary>Reads a priority.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The priority.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out SchedulingPriority value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        if (!TextCheck.Passes(text, ValueLimits.NumberCharacters, Purpose, Right, out error))
        {
            return false;
        }

        SchedulingPriority? found = text switch
        {
            "other" => new(SchedulingPolicy.Other, 0),
            "batch" => new(SchedulingPolicy.Batch, 0),
            "idle" => new(SchedulingPolicy.Idle, 0),
            _ when LeveledWord.TryParse(text, "fifo", 1, 99, out int level) => new(SchedulingPolicy.Fifo, level),
            _ when LeveledWord.TryParse(text, "rr", 1, 99, out int level) => new(SchedulingPolicy.RoundRobin, level),
            _ => null,
        };
        if (found is not SchedulingPriority priority)
        {
            string cause = text.Split(':')[0] switch
            {
                "fifo" or "rr" => $"its level is 1 to 99, as in \"{text.Split(':')[0]}:1\"",
                "other" or "batch" or "idle" => $"it has no level; write \"{text.Split(':')[0]}\"",
                _ => Right,
            };
            error = TextError.CannotUse(text, Purpose, 0, text.Length, cause);
            return false;
        }

        value = priority;
        return true;
    }

    /// <summary>Prints it as it is read.</summary>
    public override string ToString() => Policy switch
    {
        SchedulingPolicy.Other => "other",
        SchedulingPolicy.Batch => "batch",
        SchedulingPolicy.Idle => "idle",
        SchedulingPolicy.Fifo => $"fifo:{Level}",
        SchedulingPolicy.RoundRobin => $"rr:{Level}",
        _ => $"policy {(int)Policy}",
    };
}
