using System;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

/// <summary>Which file the spawner runs: the rules of PATH, and of files that the kernel cannot run.</summary>
public sealed class SpawnerProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpawnerProgramTests()
    {
        foreach (string name in new[] { "good", "other", "denied", "empty" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, name));
        }

        _ = _folder.Executable("good/program", "#!/bin/sh\necho good\n");
        _ = _folder.Executable("other/program", "#!/bin/sh\necho other\n");
        _ = _folder.Executable("program", "#!/bin/sh\necho here\n");
        File.WriteAllText(Path.Combine(_folder.Path, "denied/program"), "#!/bin/sh\necho denied\n");
        _ = _folder.Executable("file", "");
    }

    [Theory]
    // F is the folder, LONG a name of 5,000 letters
    [InlineData("F/good", "good")]
    [InlineData("F/good:F/other", "good")]
    [InlineData("F/other:F/good", "other")]
    [InlineData("F/empty:F/good", "good")]
    [InlineData("/no/where:F/good", "good")]
    [InlineData("F/file:F/good", "good")] // no directory
    [InlineData("F/denied:F/good", "good")]
    [InlineData("LONG:F/good", "good")]
    [InlineData("F/good/:F/other", "good")]
    [InlineData("", "here")] // an empty element is the working directory
    [InlineData(":F/good", "here")]
    [InlineData("F/empty:", "here")]
    [InlineData("F/empty::F/good", "here")]
    [InlineData(".", "here")]
    [InlineData("good", "good")]
    public void The_program_is_looked_for_along_the_path(string path, string line)
    {
        Spawned spawned = Search(path, "program");
        Assert.Equal(("started", line), (spawned.Outcome, Assert.Single(spawned.Lines)));
    }

    [Theory]
    [InlineData("F/empty", "program", "ENOENT")]
    [InlineData("/no/where", "program", "ENOENT")]
    [InlineData("F/file", "program", "ENOENT")]
    [InlineData("LONG", "program", "ENOENT")]
    [InlineData("F/good", "", "ENOENT")]
    [InlineData("F", "good/no", "ENOENT")]
    [InlineData("F/denied", "program", "EACCES")]
    [InlineData("F/denied:F/empty", "program", "EACCES")] // "found, and may not run" says more than "not found"
    [InlineData("F/denied:LONG:/no/where", "program", "EACCES")]
    [InlineData("F", "good", "EACCES")] // a directory
    [InlineData("F", "LONG", "ENOENT")]
    public void What_is_not_found_or_may_not_run_is_told(string path, string program, string errno) =>
        Assert.Equal($"failure Exec {errno}", Search(path, program).Outcome);

    [Fact]
    public void A_name_with_a_slash_is_not_looked_for() =>
        Assert.Equal(["here"], Search("F/good", "./program").Lines);

    [Theory]
    [InlineData("echo script", true, "started")]
    [InlineData("echo script", false, "failure Exec ENOEXEC")]
    [InlineData("\necho script\n\0binary", true, "started")]
    [InlineData("echo script\nexit\n\0\0\0", true, "started")]
    [InlineData("echo\0script\n", true, "failure Exec ENOEXEC")]
    [InlineData("\u007fELF", true, "failure Exec ENOEXEC")]
    [InlineData("\u007fELF\necho script\n", true, "failure Exec ENOEXEC")]
    [InlineData("", true, "failure Exec ENOEXEC")]
    [InlineData("#!/no/interpreter\necho script\n", true, "failure Exec ENOENT")]
    public void The_shell_gets_text_and_nothing_else(string content, bool fallback, string outcome)
    {
        string file = _folder.Executable("script", content);
        string[] options = fallback ? ["--shell-fallback"] : [];
        Spawned spawned = Spawned.Run(options, file);
        Assert.Equal((outcome, outcome == "started" ? "script" : ""), (spawned.Outcome, string.Join(' ', spawned.Lines)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one|two words||-x")]
    public void A_script_for_the_shell_gets_its_path_and_its_arguments(string arguments)
    {
        string file = _folder.Executable("good/script", "IFS='|'; echo \"$0:$*\"\n");
        string[] rest = arguments.Length == 0 ? [] : arguments.Split('|');
        Spawned spawned = Spawned.Run(["--shell-fallback", $"--path={_folder.Path}/good"], ["script", .. rest]);
        Assert.Equal([$"{file}:{arguments}"], spawned.Lines);
    }

    public void Dispose() => _folder.Dispose();

    private Spawned Search(string path, string program)
    {
        string Fill(string text) => text.Replace("LONG", new string('l', 5000), StringComparison.Ordinal)
            .Replace("F", _folder.Path, StringComparison.Ordinal);
        return Spawned.Run([$"--path={Fill(path)}", $"--program={Fill(program)}", $"--directory={_folder.Path}"], "name");
    }
}
