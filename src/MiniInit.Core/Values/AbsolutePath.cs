using System;

namespace MiniInit.Core.Values;

/// <summary>Rules for paths that users write: they begin at the root.</summary>
public static class AbsolutePath
{
    private const string Purpose = "a path";
    private const string Right = "write for instance \"/var/lib/web\"";

    /// <summary>Checks a path.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The path as written.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out string value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = "";
        if (!TextCheck.Passes(text, ValueLimits.PathBytes, Purpose, Right, out error)
            || !TextCheck.PassesBytes(text, ValueLimits.PathBytes, Purpose, "the kernel takes", out error))
        {
            return false;
        }

        if (text[0] != '/')
        {
            string cause = text[0] switch
            {
                '~' => "\"~\" is a shell's; write the whole path",
                '$' => "variables are not put in here; write the whole path",
                _ => "it must begin with \"/\", since init has no folder of its own to begin in",
            };
            error = TextError.CannotUse(text, Purpose, 0, 1, cause);
            return false;
        }

        value = text;
        return true;
    }
}
