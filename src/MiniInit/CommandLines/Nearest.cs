using System;
using System.Collections.Generic;
using MiniInit.Core.Values;

namespace MiniInit.CommandLines;

/// <summary>Finds the option that a mistyped one was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>The long name nearest to <paramref name="written"/>, or null.</summary>
    public static string? Name(string written)
    {
        if (!written.StartsWith("--", StringComparison.Ordinal))
        {
            return null;
        }

        List<string> names = [];
        foreach (Option option in MiniInitOptions.All)
        {
            if (option.Name is string name)
            {
                names.Add(name);
            }
        }

        return NearestWord.Find(written[2..], names);
    }
}
