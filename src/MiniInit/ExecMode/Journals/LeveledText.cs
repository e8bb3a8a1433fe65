using System.Runtime.CompilerServices;

namespace MiniInit.ExecMode.Journals;

/// <summary>
/// An interpolated text that is only put together when its level is wanted: on the way from exec to exec nothing is
/// formatted, which would be a good part of the whole start-up time.
/// </summary>
[InterpolatedStringHandler]
internal ref struct LeveledText
{
    private DefaultInterpolatedStringHandler _text;

    public LeveledText(int literalLength, int formattedCount, ExecJournal journal, int level, out bool wanted)
    {
        wanted = journal.Wants(level);
        Wanted = wanted;
        _text = wanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    /// <summary>A text of level 1.</summary>
    public LeveledText(int literalLength, int formattedCount, ExecJournal journal, out bool wanted)
        : this(literalLength, formattedCount, journal, 1, out wanted)
    {
    }

    /// <summary>The level is wanted.</summary>
    public bool Wanted { get; }

    /// <summary>A piece as it stands.</summary>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>A value.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The whole, once.</summary>
    public string Take() => _text.ToStringAndClear();
}
