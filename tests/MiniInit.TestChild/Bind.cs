using System;
using System.Buffers.Binary;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>Takes a TCP port of all addresses.</summary>
internal static unsafe class Bind
{
    private const int InternetFamily = 2, Stream = 1, AddressLength = 16;

    public static int Run(ushort port)
    {
        byte* address = stackalloc byte[AddressLength];
        var bytes = new Span<byte>(address, AddressLength);
        bytes.Clear();
        BitConverter.TryWriteBytes(bytes, (ushort)InternetFamily);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], port);
        int result = Libc.bind(Libc.socket(InternetFamily, Stream, 0), address, AddressLength);
        Text.Line(result == 0 ? "bound" : $"not bound {Errors.Last}");
        return 0;
    }
}
