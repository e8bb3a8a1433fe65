using System;
using System.Globalization;

namespace MiniInit.Core.Values;

/// <summary>A share of processor time: <c>50%</c> of one processor, <c>150%</c> of two.</summary>
/// <param name="Thousandths">Of one processor, 1 to 1,024,000.</param>
public readonly record struct CpuQuota(int Thousandths)
{
    private const string Purpose = "a share of processor time";
    private const string Right =
        "write percents of one processor such as \"50%\" or \"150%\", or a number of them such as \"1.5\"";

    /// <summary>Reads <c>50%</c>, <c>12.5%</c>, or <c>1.5</c> processors.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The share.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out CpuQuota value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        if (!TextCheck.Passes(text, ValueLimits.NumberCharacters, Purpose, Right, out error))
        {
            return false;
        }

        bool isPercent = text.EndsWith('%');
        string digits = isPercent ? text[..^1] : text;
        if (!FixedPoint.TryParse(digits, isPercent ? 1 : 3, out long thousandths, out bool isExact))
        {
            error = Error(text, Hint(text));
            return false;
        }

        if (thousandths is < 1 or > ValueLimits.Processors * 1000)
        {
            error = Error(text, $"it must be 0.1% to {ValueLimits.Processors}00%");
            return false;
        }

        if (!isExact)
        {
            error = Error(text, "a tenth of a percent is the finest; round it");
            return false;
        }

        value = new CpuQuota((int)thousandths);
        return true;
    }

    /// <summary>Prints percents of one processor.</summary>
    public override string ToString() => FixedPoint.Format(Thousandths, 1) + "%";

    /// <summary>Says what would be right; for Kubernetes' thousandths, <c>1500m</c>, which value.</summary>
    private static string Hint(string text) =>
        text.EndsWith('m')
        && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int thousandths)
            ? $"thousandths have no unit here; write \"{FixedPoint.Format(thousandths, 1)}%\""
            : Right;

    private static TextError Error(string text, string cause) =>
        TextError.CannotUse(text, Purpose, 0, text.Length, cause);
}
