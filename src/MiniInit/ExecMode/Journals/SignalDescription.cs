using MiniInit.Core.Values;

namespace MiniInit.ExecMode.Journals;

/// <summary>glibc's strsignal(3), which tini prints.</summary>
internal static class SignalDescription
{
    private static readonly string[] s_texts =
    [
        "", "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
        "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault", "User defined signal 2",
        "Broken pipe", "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued", "Stopped (signal)",
        "Stopped", "Stopped (tty input)", "Stopped (tty output)", "Urgent I/O condition", "CPU time limit exceeded",
        "File size limit exceeded", "Virtual timer expired", "Profiling timer expired", "Window changed", "I/O possible",
        "Power failure", "Bad system call",
    ];

    /// <summary>The text for <paramref name="signal"/>.</summary>
    public static string Of(Signal signal) =>
        signal.Number < s_texts.Length ? s_texts[signal.Number] : $"Real-time signal {signal.Number - 34}";
}
