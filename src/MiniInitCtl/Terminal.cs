using System;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Linux;

namespace MiniInit.Ctl;

/// <summary>Our standard output and error, which may be closed, full, or a pipe that nobody reads.</summary>
/// <remarks>Not <see cref="Console"/>: before its first word that sets up signals, a thread and the terminal.</remarks>
internal static class Terminal
{
    private const int Output = 1, Error = 2;

    /// <summary>Whether something could not be written to standard output.</summary>
    public static bool OutputFailed { get; private set; }

    /// <summary>Whether standard output is a terminal: a person reads.</summary>
    public static bool IsOutput { get; } = Linux.Terminal.Is(Output);

    /// <summary>Whether standard error is one.</summary>
    public static bool IsError { get; } = Linux.Terminal.Is(Error);

    /// <summary>Whether it can do no more than print: then nothing is coloured or written over.</summary>
    public static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";

    /// <summary>Whether what it shows is UTF-8, as the locale says.</summary>
    public static bool IsUtf8 => IsUtf8Locale(Environment.GetEnvironmentVariable);

    /// <summary>How wide it is, in columns.</summary>
    public static int Columns => Linux.Terminal.Columns(IsOutput ? Output : Error) ?? CtlLimits.UsualWidth;

    /// <summary>Whether the locale is one of UTF-8, by the variables of setlocale(3).</summary>
    /// <param name="variable">Gives the value of a variable.</param>
    public static bool IsUtf8Locale(Func<string, string?> variable)
    {
        foreach (string name in (string[])["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (variable(name) is { Length: > 0 } locale)
            {
                return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
                    || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    /// <summary>What is to be done before we end because nobody reads any more.</summary>
    public static Action? BeforeEnd { get; set; }

    /// <summary>Writes to standard output; what a program reads must be whole, so a failure is remembered.</summary>
    public static void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>As the other one.</summary>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        switch (BlockingWriter.WriteAll(Output, bytes))
        {
            case Errno.None:
                break;
            case Errno.EPIPE:
                BeforeEnd?.Invoke();

                // Whoever read has had enough, as head(1). The runtime ignores SIGPIPE, so end by it here.
                SignalSender.EndSelf(Signal.Pipe.Number);
                CurrentProcess.Exit(ExitCode.SignalBase + Signal.Pipe.Number);
                break;
            default:
                OutputFailed = true;
                break;
        }
    }

    /// <summary>Writes a line to standard output.</summary>
    public static void WriteLine(string text) => Write(text + "\n");

    /// <summary>Writes to standard error. Where that cannot be written nobody can be told.</summary>
    public static void WriteError(string text) => _ = BlockingWriter.WriteAll(Error, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a line to standard error.</summary>
    public static void WriteErrorLine(string text) => WriteError(text + "\n");
}
