namespace MiniInit.Ctl.Rendering;

/// <summary>Colours texts where a person can see it, by ECMA-48's codes.</summary>
/// <param name="isOn">Whether it does.</param>
internal sealed class Ink(bool isOn)
{
    private const int BoldCode = 1, DimCode = 2;

    /// <summary>What stands out.</summary>
    public string Bold(string text) => Of(text, BoldCode);

    /// <summary>What matters less.</summary>
    public string Dim(string text) => Of(text, DimCode);

    /// <summary>How an instance is doing.</summary>
    public string Of(string text, Mood mood) => Of(text, Moods.Color(mood));

    private string Of(string text, int code) => isOn && code != 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
