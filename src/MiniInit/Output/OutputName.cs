using System;
using System.Text;

namespace MiniInit.Output;

/// <summary>Whose output it is: a job, or one of its instances.</summary>
/// <param name="Job">The job's name, of plain characters.</param>
/// <param name="Instance">The instance's key, of any characters; null for the only instance.</param>
internal sealed record OutputName(string Job, string? Instance)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(OutputName);

    /// <summary>For people: <c>web</c>, <c>web (eu)</c>. Control characters of the key are escaped, a long one is cut.</summary>
    public string Text => Instance is null ? Job : $"{Job} ({Cut(Escaped.Text(Instance))})";

    /// <summary>The key as it is, cut to <see cref="OutputLimits.KeyBytes"/> of UTF-8.</summary>
    public string? Key => Instance is null ? null : Cut(Instance);

    private static string Cut(string text)
    {
        int length = 0;
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > OutputLimits.KeyBytes)
            {
                return text[..length] + "…";
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
