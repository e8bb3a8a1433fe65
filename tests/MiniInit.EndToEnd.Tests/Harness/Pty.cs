using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>
/// A pseudo-terminal: the test holds the master, as a terminal emulator does, and programs run on the slave.
/// </summary>
internal sealed partial class Pty : IDisposable
{
    private readonly int _master;
    private readonly StringBuilder _output = new();
    private int _consumed;
    private bool _closed;

    private Pty(int master, int number)
    {
        _master = master;
        SlavePath = $"/dev/pts/{number}";
    }

    /// <summary>The device that programs open.</summary>
    public string SlavePath { get; }

    /// <summary>All that came from the terminal until now, with the terminal's own line ends (<c>\r\n</c>).</summary>
    public string Output
    {
        get
        {
            Drain();
            return _output.ToString();
        }
    }

    /// <summary>The foreground process group, or 0 when there is none.</summary>
    public int ForegroundGroup
    {
        get
        {
            int group = 0;
            return ioctl(_master, GetForegroundGroup, ref group) == 0 ? group : 0;
        }
    }

    /// <summary>The session whose controlling terminal it is, or 0 when there is none.</summary>
    public int Session
    {
        get
        {
            int session = 0;
            return ioctl(_master, GetSession, ref session) == 0 ? session : 0;
        }
    }

    /// <summary>Makes one.</summary>
    public static Pty Open()
    {
        int master = Checked(open("/dev/ptmx", ReadWrite | NoControllingTerminal | CloseOnExec | NonBlocking), "open");
        int unlocked = 0;
        _ = Checked(ioctl(master, SetLock, ref unlocked), "unlock");
        int number = 0;
        _ = Checked(ioctl(master, GetNumber, ref number), "number");
        return new Pty(master, number);
    }

    /// <summary>
    /// Starts a program as the leader of a new session whose controlling terminal this is, with descriptors 0–2 on
    /// it, as a terminal emulator starts a shell, and as <c>docker run -t</c> starts PID 1.
    /// </summary>
    public Running Start(params string[] command) => Start(command, null);

    /// <summary>As the other one, with further environment variables.</summary>
    public Running Start(string[] command, IReadOnlyDictionary<string, string>? environment) =>
        Running.Start("sh", ["-c", OnSlave, SlavePath, .. s_leadingSession, .. command], environment);

    /// <summary>As <see cref="Start(string[])"/>, with the program as PID 1 of a namespace of its own.</summary>
    public Running StartAsPid1(params string[] command)
    {
        Needs.Root();
        string[] all = ["-c", OnSlave, SlavePath, .. Running.Namespace, .. s_leadingSession, .. command];
        return Running.Start("sh", all, namespaced: true);
    }

    /// <summary>Types <paramref name="text"/>; control characters act as keys do (<c>\x03</c> is ^C).</summary>
    public void Type(string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        while (!bytes.IsEmpty)
        {
            nint written = write(_master, bytes, bytes.Length);
            Assert.True(written > 0, $"the terminal takes no more input: errno {Marshal.GetLastPInvokeError()}");
            bytes = bytes[(int)written..];
        }
    }

    /// <summary>Waits until <paramref name="text"/> appears in what was not read before.</summary>
    /// <returns>What came up to and with it; the next call looks after it.</returns>
    public string ReadUntil(string text)
    {
        int at = -1;
        Wait.Until(
            () => (at = Output.IndexOf(text, _consumed, StringComparison.Ordinal)) >= 0,
            () => $"the terminal shows \"{text}\"; it shows: {_output}");
        int start = _consumed;
        _consumed = at + text.Length;
        return _output.ToString(start, _consumed - start);
    }

    /// <summary>Does not repeat typed text, and leaves line ends as the program wrote them.</summary>
    public void BePlain()
    {
        var settings = default(Settings);
        _ = Checked(ioctl(_master, GetSettings, ref settings), "TCGETS");
        settings.OutputModes &= ~ProcessOutput;
        settings.LocalModes &= ~Echo;
        _ = Checked(ioctl(_master, SetSettings, ref settings), "TCSETS");
    }

    /// <summary>Changes the window's size; the foreground group gets SIGWINCH.</summary>
    public void Resize(ushort rows, ushort columns)
    {
        var size = new WindowSize { Rows = rows, Columns = columns };
        _ = Checked(ioctl(_master, SetWindowSize, ref size), "TIOCSWINSZ");
    }

    /// <summary>Closes the master: the session's leader gets SIGHUP, as when a terminal's window is closed.</summary>
    public void HangUp()
    {
        if (!_closed)
        {
            Drain();
            _closed = true;
            _ = close(_master);
        }
    }

    public void Dispose() => HangUp();

    /// <summary>Reads what there is by now; the master is non-blocking.</summary>
    private void Drain()
    {
        Span<byte> buffer = stackalloc byte[4096];
        nint count;
        while (!_closed && (count = read(_master, buffer, buffer.Length)) > 0)
        {
            _ = _output.Append(Encoding.Latin1.GetString(buffer[..(int)count]));
        }
    }

    private static int Checked(int result, string call)
    {
        Assert.True(result >= 0, $"cannot {call} the pseudo-terminal: errno {Marshal.GetLastPInvokeError()}");
        return result;
    }
}
