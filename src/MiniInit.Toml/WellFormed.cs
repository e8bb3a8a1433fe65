using System;
using System.Text;

namespace MiniInit.Toml;

/// <summary>
/// Keeps out strings that have no UTF-8 form, so that whatever a tree holds can be written and read back.
/// </summary>
internal static class WellFormed
{
    public static string Checked(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                throw new ArgumentException("The string holds half of a surrogate pair.", parameter);
            }

            rest = rest[length..];
        }

        return text;
    }
}
