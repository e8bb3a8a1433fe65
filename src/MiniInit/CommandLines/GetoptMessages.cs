using System.Diagnostics;

namespace MiniInit.CommandLines;

/// <summary>The messages of glibc's getopt(3), which users of the programs we stand in for know.</summary>
internal static class GetoptMessages
{
    /// <summary>The line for the error that <paramref name="scanner"/> stopped at.</summary>
    public static string For(OptionScanner scanner, string program)
    {
        // "--" alone is the letter '-': a short option that nobody has.
        bool named = scanner.Written.Length > "--".Length;
        string text = scanner.Error switch
        {
            ScanError.Unknown when named => $"unrecognized option '{scanner.Argument}'",
            ScanError.Unknown => $"invalid option -- '{scanner.Written[1..]}'",
            ScanError.MissingValue when named => $"option '{scanner.Written}' requires an argument",
            ScanError.MissingValue => $"option requires an argument -- '{scanner.Written[1..]}'",
            ScanError.UnwantedValue => $"option '{scanner.Written}' doesn't allow an argument",
            ScanError.Ambiguous =>
                $"option '{scanner.Argument}' is ambiguous; possibilities: '--{string.Join("' '--", scanner.Possibilities)}'",
            ScanError.None => throw new UnreachableException(),
            _ => throw new UnreachableException(),
        };
        return $"{Escaped.Text(program)}: {Escaped.Text(text)}\n";
    }
}
