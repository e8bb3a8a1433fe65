using System.IO;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>
/// Copies of programs, such as the test child where every user can run it, wherever the repository is.
/// </summary>
internal static class ProgramCopy
{
    /// <summary>Copies it into <paramref name="folder"/>, which is opened to all.</summary>
    public static string TestChildForAll(this TemporaryFolder folder)
    {
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        return folder.CopyOfProgram("test-child", Binaries.TestChild, "0755");
    }

    /// <summary>
    /// Copies a program. By another process: what another thread starts meanwhile would hold ours open for writing, and
    /// what is open for writing cannot be run.
    /// </summary>
    public static string CopyOfProgram(this TemporaryFolder folder, string name, string program, string mode)
    {
        string copy = Path.Combine(folder.Path, name);
        (int code, _, string errors) = Running.Run("install", ["-m", mode, program, copy]);
        Assert.Equal((0, ""), (code, errors));
        return copy;
    }
}
