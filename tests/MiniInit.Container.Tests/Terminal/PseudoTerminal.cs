using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniInit.Container.Tests.Terminal;

/// <summary>The side of a terminal emulator: what is written here is typed, what is read here is shown.</summary>
internal sealed unsafe class PseudoTerminal : IDisposable
{
    /// <summary>More than "/dev/pts/" and any number.</summary>
    private const int NameLength = 64;

    private const int BufferLength = 4096;

    private readonly SafeFileHandle _master;

    public PseudoTerminal()
    {
        _master = TerminalLibC.posix_openpt(TerminalLibC.O_RDWR | TerminalLibC.O_NOCTTY | TerminalLibC.O_CLOEXEC);
        if (_master.IsInvalid || TerminalLibC.grantpt(_master) != 0 || TerminalLibC.unlockpt(_master) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "cannot open a pseudo-terminal");
        }

        byte* name = stackalloc byte[NameLength];
        int error = TerminalLibC.ptsname_r(_master, name, NameLength);
        if (error != 0)
        {
            throw new Win32Exception(error, "cannot name the pseudo-terminal");
        }

        Path = Marshal.PtrToStringUTF8((nint)name)!;
    }

    /// <summary>The device that a program opens as its terminal.</summary>
    public string Path { get; }

    public void Resize(int rows, int columns)
    {
        TerminalLibC.WindowSize size = new() { ws_row = (ushort)rows, ws_col = (ushort)columns };
        if (TerminalLibC.ioctl(_master, TerminalLibC.TIOCSWINSZ, &size) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "cannot resize the terminal");
        }
    }

    public void Type(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* buffer = bytes)
        {
            // A few bytes always fit: a terminal buffers kilobytes.
            if (TerminalLibC.write(_master, buffer, (nuint)bytes.Length) != bytes.Length)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError(), "cannot type into the terminal");
            }
        }
    }

    /// <summary>Waits for something to be shown.</summary>
    /// <returns>That text; empty when no program has the terminal open any more (EIO).</returns>
    public string Read()
    {
        byte* buffer = stackalloc byte[BufferLength];
        nint length = TerminalLibC.read(_master, buffer, BufferLength);
        return length <= 0 ? "" : Encoding.Latin1.GetString(buffer, (int)length);
    }

    public void Dispose() => _master.Dispose();
}
