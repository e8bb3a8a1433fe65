using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Files;

/// <summary>A job folder with what belongs there and what does not.</summary>
internal sealed partial class JobFolder : IDisposable
{
    public const uint Stranger = 54_321;

    private readonly TemporaryFolder _outer = new();

    public JobFolder()
    {
        Mode(_outer.Path, 0b111_101_101);
        Path = Outside("jobs");
        _ = Directory.CreateDirectory(Path);
        Mode(Path, 0b111_101_101);
    }

    public string Path { get; }

    /// <summary>A path beside the folder.</summary>
    public string Outside(string name) => System.IO.Path.Combine(_outer.Path, name);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file with mode 0644, and the folders that it lies in.</summary>
    public string Write(string name, string text = "exec = [\"x\"]\n")
    {
        string file = At(name);
        string folder = System.IO.Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            _ = Directory.CreateDirectory(folder);
            Mode(folder, 0b111_101_101);
        }

        File.WriteAllText(file, text);
        Mode(file, 0b110_100_100);
        return file;
    }

    public void Link(string name, string target) => _ = File.CreateSymbolicLink(At(name), target);

    public static void Mode(string path, int mode) => File.SetUnixFileMode(path, (UnixFileMode)mode);

    /// <summary>Gives a file, or a link itself, to somebody.</summary>
    public static void Give(string path, uint user, uint group = 0)
    {
        Needs.Root();
        Assert.Equal(0, lchown(path, user, group));
    }

    /// <summary>Makes a FIFO, or a device, which takes privilege.</summary>
    public static void Node(string path, uint type, ulong device = 0) =>
        Assert.True(mknod(path, type | 0x1A4, device) == 0, $"{Errors.Last}");

    /// <summary>A name for an empty file that no text can be; returns how to remove it.</summary>
    public static unsafe Action Bytes(string folder, byte[] name)
    {
        byte[] path = [.. Encoding.UTF8.GetBytes(folder + "/"), .. name, 0];
        fixed (byte* pointer = path)
        {
            int fd = Libc.open(pointer, Libc.O_WRONLY | Libc.O_CLOEXEC | 0x40, 0x1A4);
            Assert.True(fd >= 0, $"{Errors.Last}");
            new OwnedFd(fd).Dispose();
        }

        return () =>
        {
            fixed (byte* pointer = path)
            {
                Assert.Equal(0, unlink(pointer));
            }
        };
    }

    /// <summary>Lets two names change places at once.</summary>
    public static void Exchange(string one, string other) => Rename(one, other, flags: 2);

    /// <summary>Renames, also over another link.</summary>
    public static void Rename(string from, string to, uint flags = 0) =>
        Assert.True(renameat2(Libc.AT_FDCWD, from, Libc.AT_FDCWD, to, flags) == 0, $"{Errors.Last}");

    public FolderContent Read(FileTrust trust = FileTrust.Checked) => FolderScan.Read(Path, trust, new ReadBudget());

    /// <summary>Reads the folder as another user would judge it.</summary>
    public FolderContent ReadAs(uint user, uint group) => FolderScan.Read(
        Path, new ReadContext(FileTrust.Checked, new TrustRules(user, group), new ReadBudget()));

    /// <summary>The one refusal of the folder's files, as its user reads it with the folder for <c>JOBS</c>.</summary>
    public string OnlyRefusal(FileTrust trust = FileTrust.Checked)
    {
        FolderContent content = Read(trust);
        Assert.Null(content.Refusal);
        FoundFile refused = Assert.Single(content.Files, f => f.Refusal is not null);
        Assert.Null(refused.Text);
        return Shown(refused.Refusal);
    }

    public string Shown(string? sentence)
    {
        Assert.NotNull(sentence);
        return sentence.Replace(Path, "JOBS", StringComparison.Ordinal).Replace(_outer.Path, "OUTER", StringComparison.Ordinal);
    }

    /// <summary>What was found, one line each: name and text, or name and what there is instead.</summary>
    public IEnumerable<string> Lines(FolderContent content) => content.Files.Select(f =>
        $"{f.RelativeName}: {(f.Text is { } text ? Encoding.UTF8.GetString(text.Span) : Shown(f.Refusal ?? f.Doubt))}");

    public void Dispose() => _outer.Dispose();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lchown(string path, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mknod(string path, uint mode, ulong device);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int unlink(byte* path);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);
}
