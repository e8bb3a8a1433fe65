using System;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Who connects: the kernel tells the other side the ids of the thread that did.</summary>
/// <param name="User">Its effective user.</param>
/// <param name="Group">Its effective group.</param>
/// <param name="Groups">Its further groups.</param>
internal sealed record Identity(uint User, uint Group, params uint[] Groups)
{
    /// <summary>A user of whom nothing is known, in no group.</summary>
    public static Identity Stranger { get; } = new(1234, 1234);
}

/// <summary>Connects to Unix sockets as another user, without a process of that user.</summary>
internal static unsafe partial class UnixClient
{
    private const int Unix = 1, Stream = 1, CloseOnExec = 0x80000, PathBytes = 108;

    /// <summary>Connects.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="identity">As whom; null: as we are.</param>
    /// <param name="socket">The connection.</param>
    /// <returns>The errno, 0 for none.</returns>
    public static int TryConnect(string path, Identity? identity, out Socket? socket)
    {
        int fd = -1, error = 0;
        if (identity is null)
        {
            error = Connect(path, out fd);
        }
        else
        {
            Needs.Root();
            error = InThreadOf(identity, () => Connect(path, out fd));
        }

        socket = error == 0 ? new Socket(new SafeSocketHandle(fd, ownsHandle: true)) : null;
        return error;
    }

    /// <summary>
    /// Other than by the functions of libc, a system call changes the ids of its thread alone. That one does nothing
    /// else then, and ends.
    /// </summary>
    private static int InThreadOf(Identity identity, Func<int> action)
    {
        int result = 0;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Become(identity);
                result = action();
            }
#pragma warning disable CA1031 // Whatever it is: it is thrown where somebody sees it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return result;
    }

    private static void Become(Identity identity)
    {
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        (nint groups, nint groupId, nint userId) = isArm ? (159, 149, 147) : (116, 119, 117);
        nint user = (nint)identity.User, group = (nint)identity.Group;
        fixed (uint* list = identity.Groups)
        {
            Check(syscall(groups, identity.Groups.Length, (nint)list, 0));
        }

        Check(syscall(groupId, group, group, group));
        Check(syscall(userId, user, user, user));
    }

    private static void Check(nint result)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private static int Connect(string path, out int fd)
    {
        Span<byte> address = stackalloc byte[sizeof(ushort) + PathBytes];
        address.Clear();
        MemoryMarshal.Write(address, (ushort)Unix);
        int length = Encoding.UTF8.GetBytes(path, address[sizeof(ushort)..^1]);
        fd = socket(Unix, Stream | CloseOnExec, 0);
        Check(fd);
        fixed (byte* pointer = address)
        {
            if (connect(fd, pointer, (uint)(sizeof(ushort) + length + 1)) == 0)
            {
                return 0;
            }
        }

        int error = Marshal.GetLastPInvokeError();
        _ = close(fd);
        return error;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int connect(int fd, byte* address, uint length);

    [LibraryImport("libc")]
    private static partial int close(int fd);
}
