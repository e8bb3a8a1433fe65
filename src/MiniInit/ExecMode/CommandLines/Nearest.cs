using System;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.ExecMode.CommandLines;

/// <summary>Finds the option that a mistyped one was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>The long name nearest to <paramref name="written"/>, or null.</summary>
    public static string? Name(string written) => written.StartsWith("--", StringComparison.Ordinal)
        ? NearestWord.Find(written[2..], MiniInitOptions.All.Select(option => option.Name).OfType<string>())
        : null;
}
