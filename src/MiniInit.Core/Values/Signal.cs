using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MiniInit.Core.Values;

/// <summary>A signal, signal(7), by its number of x86-64 and arm64 Linux.</summary>
/// <param name="Number">1–64.</param>
/// <remarks>
/// Real-time signals count from 34 everywhere (<c>RTMIN+3</c> is 37), as glibc has it; musl counts from 35. 32 and 33
/// are the C library's own and have no name.
/// </remarks>
public readonly record struct Signal(int Number)
{
    /// <summary>The lowest and the highest number.</summary>
    public const int First = 1, Last = 64;

    private const int RealTimeFirst = 34;

    private static readonly string[] s_names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>Hang-up.</summary>
    public static Signal Hup => new(1);

    /// <summary>Interrupt from the keyboard.</summary>
    public static Signal Interrupt => new(2);

    /// <summary>Quit from the keyboard, with a core dump.</summary>
    public static Signal Quit => new(3);

    /// <summary>Kill: cannot be caught.</summary>
    public static Signal Kill => new(9);

    /// <summary>The first one that means what the program likes.</summary>
    public static Signal User1 => new(10);

    /// <summary>The second one.</summary>
    public static Signal User2 => new(12);

    /// <summary>Write to a pipe that nobody reads.</summary>
    public static Signal Pipe => new(13);

    /// <summary>Please end.</summary>
    public static Signal Term => new(15);

    /// <summary>A child changed.</summary>
    public static Signal Chld => new(17);

    /// <summary>Go on.</summary>
    public static Signal Cont => new(18);

    /// <summary>Stop: cannot be caught.</summary>
    public static Signal Stop => new(19);

    /// <summary>Stop from the keyboard.</summary>
    public static Signal Tstp => new(20);

    /// <summary>A file grew to its size limit.</summary>
    public static Signal Xfsz => new(25);

    /// <summary>Read from the terminal in the background.</summary>
    public static Signal Ttin => new(21);

    /// <summary>Write to the terminal in the background.</summary>
    public static Signal Ttou => new(22);

    /// <summary>The short name, for instance <c>TERM</c>, <c>RTMIN+3</c>; a number where there is none.</summary>
    public string Name => Number switch
    {
        >= First and < 32 => s_names[Number],
        RealTimeFirst => "RTMIN",
        > RealTimeFirst and <= Last => $"RTMIN+{Number - RealTimeFirst}",
        _ => Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Reads <c>TERM</c>, <c>SIGTERM</c>, <c>15</c>, <c>RTMIN+3</c>, <c>RTMAX-1</c>, in any letter case.
    /// </summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="signal">The signal.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Signal signal)
    {
        signal = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (TryParseNumber(text, out int number))
        {
            signal = new Signal(number);
            return number is >= First and <= Last;
        }

        string name = text.ToUpperInvariant();
        if (name.StartsWith("SIG", StringComparison.Ordinal))
        {
            name = name[3..];
        }

        number = name switch
        {
            "" => -1,
            "CLD" => 17,
            "POLL" => 29,
            "IOT" => 6,
            "UNUSED" => 31,
            _ => Array.IndexOf(s_names, name),
        };
        if (number <= 0 && !TryParseRealTime(name, out number))
        {
            return false;
        }

        signal = new Signal(number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static bool TryParseRealTime(string name, out int number)
    {
        number = 0;
        if (!name.StartsWith("RTM", StringComparison.Ordinal) || name.Length < 5)
        {
            return false;
        }

        int offset = 0;
        string rest = name[5..];
        if (rest.Length > 0 && (rest[0] is not ('+' or '-') || !TryParseNumber(rest[1..], out offset)))
        {
            return false;
        }

        bool minus = rest.StartsWith('-');
        number = name[..5] switch
        {
            "RTMIN" when !minus => RealTimeFirst + offset,
            "RTMAX" when minus || offset == 0 => Last - offset,
            _ => 0,
        };
        return number is >= RealTimeFirst and <= Last;
    }

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
