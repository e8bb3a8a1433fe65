namespace MiniInit.CommandLines;

/// <summary>The end of a command line of our own that is wrong.</summary>
internal static class UsageError
{
    /// <summary>The outcome: a sentence, where help is, and the exit code.</summary>
    /// <param name="what">What cannot be done, without the program's name.</param>
    public static CommandLineOutcome.Finish Of(string what) =>
        new(ExitCodes.Usage, "", $"miniinit: {what}\nminiinit: see miniinit --help\n");

    /// <summary>The outcome for an option that cannot be read.</summary>
    public static CommandLineOutcome.Finish Of(OptionScanner scanner) => Of(scanner.Error switch
    {
        ScanError.Unknown =>
            $"cannot use option {Escaped.Text(scanner.Written)}: there is none of that name" + Advice(scanner.Written),
        ScanError.Ambiguous => $"cannot use option {Escaped.Text(scanner.Written)}: more than one begins so",
        ScanError.MissingValue => $"cannot use option {scanner.Written}: its value is missing",
        ScanError.UnwantedValue => $"cannot use option {scanner.Written} with a value: it takes none",
        ScanError.None => throw new System.Diagnostics.UnreachableException(),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    private static string Advice(string written) =>
        written is "--check" or "--check-config" or "--test" or "--validate" or "--dry-run"
            ? "; job files are checked by: miniinitctl check"
            : Nearest.Name(written) is { } name ? $"; did you mean --{name}?"
            : "";
}
