using System;
using System.IO;

namespace MiniInit.Bench;

/// <summary>A file that claims to be an executable and is none: it must not be run as a shell script.</summary>
internal sealed class CorruptExecutable : SingleBehaviour
{
    private const int ExpectedCode = 126;
    private const int Size = 64;

    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    internal override string Name => "corrupt-executable";

    internal override string Summary => "the command is an ELF file of 64 bytes that are not one";

    internal override string Wanted => "exit 126";

    protected override Outcome Observe(Init init, string directory)
    {
        string path = Path.Combine(directory, "corrupt");
        byte[] bytes = new byte[Size];
        "\u007fELF"u8.CopyTo(bytes);
        File.WriteAllBytes(path, bytes);
        File.SetUnixFileMode(path, Executable);
        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, path)));
        ExitStatus status = child.MustExit(init.Name);
        return new Outcome(status.ToString(), status is { Signalled: false, Code: ExpectedCode });
    }
}
