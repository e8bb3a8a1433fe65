using System;
using System.IO;

namespace MiniInit.Linux.Tests;

public sealed class MemoryFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3_000_000)]
    public void What_is_put_in_can_be_read_by_whoever_has_the_descriptor(int length)
    {
        byte[] content = new byte[length];
        new Random(1).NextBytes(content);
        using OwnedFd? file = MemoryFile.TryMake("text"u8, content, out Errno errno);
        Assert.Equal(Errno.None, errno);
        string path = $"/proc/self/fd/{file!.Number}";
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.StartsWith("/memfd:text", new FileInfo(path).LinkTarget, StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead));
        Assert.NotEqual(0, FlagsOf(file) & 0x80000); // O_CLOEXEC
    }

    private static int FlagsOf(OwnedFd file) =>
        Convert.ToInt32(
            Array.Find(File.ReadAllLines($"/proc/self/fdinfo/{file.Number}"), IsFlags)!["flags:".Length..].Trim(), 8);

    private static bool IsFlags(string line) => line.StartsWith("flags:", StringComparison.Ordinal);
}
