using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Core.Addresses;

/// <summary>Reads the path of a Unix socket.</summary>
internal static class UnixPathReader
{
    private const string Purpose = "the path of a Unix socket";
    private const string Right = "write an absolute path such as \"/run/web.sock\"";
    private const string Scheme = "unix:";

    public static bool TryRead(string text, [NotNullWhen(true)] out ListenAddress? value, out TextError error)
    {
        value = null;
        bool isAbstract = text is ['@' or '\0', ..];
        if (isAbstract)
        {
            error = Error(
                text,
                1,
                "an abstract socket has no owner and no mode, and all containers of a network namespace share it; "
                    + Right);
            return false;
        }

        if (!TextCheck.Passes(text, int.MaxValue, Purpose, Right, out error)
            || !TextCheck.PassesBytes(text, ValueLimits.UnixPathBytes, Purpose, "the kernel takes", out error))
        {
            return false;
        }

        if (text[0] != '/')
        {
            bool hasScheme = text.StartsWith(Scheme, StringComparison.Ordinal);
            error = hasScheme
                ? Error(text, Scheme.Length, $"the path stands alone; leave out \"{Scheme}\"")
                : Error(text, 0, $"it must begin with \"/\"; {Right}");
            return false;
        }

        if (text[^1] == '/')
        {
            error = TextError.CannotUse(text, Purpose, text.Length - 1, 1, "it names a directory; add the name of the socket");
            return false;
        }

        value = new ListenAddress.Unix(text);
        return true;
    }

    private static TextError Error(string text, int length, string cause) =>
        TextError.CannotUse(text, Purpose, 0, length, cause);
}
