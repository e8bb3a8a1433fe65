using System.IO;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

public sealed class ExecTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(255)]
    public void Exit_code_is_the_commands(int code)
    {
        using Running init = Running.AsPid1("--", "sh", "-c", $"exit {code}");
        Assert.Equal(code, init.WaitForExit());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(15)]
    [InlineData(37)]
    public void Signal_death_is_128_plus_the_signal(int signal)
    {
        using Running init = Running.AsPid1("--", "sh", "-c", $"kill -{signal} $$; sleep 60");
        Assert.Equal(128 + signal, init.WaitForExit());
    }

    [Fact]
    public void Arguments_and_environment_arrive_byte_for_byte()
    {
        (int code, string output, _) = Running.Run(
            "bash", ["-c", $"X=$'\\xff\\xfe' exec {Binaries.MiniInit} -- sh -c 'printf %s \"$X$1\" | od -An -tx1' sh $'a\\xe9b'"]);
        Assert.Equal(0, code);
        Assert.Equal("ff fe 61 e9 62", output.Trim());
    }

    [Fact]
    public void Options_of_the_command_are_never_ours()
    {
        (int code, _, string errors) = Running.Run(Binaries.MiniInit, ["sh", "-c", "exit 9"]);
        Assert.Equal(9, code);
        Assert.Equal("", errors);
    }

    [Fact]
    public void Not_found_is_127_and_one_line()
    {
        (int code, string output, string errors) = Running.Run(Binaries.MiniInit, ["--", "no-such-program"]);
        Assert.Equal(127, code);
        Assert.Equal("", output);
        Assert.Equal("miniinit: cannot run \"no-such-program\": not found in PATH\n", errors);
    }

    [Fact]
    public void Directory_is_126()
    {
        (int code, _, string errors) = Running.Run(Binaries.MiniInit, ["--", "/etc"]);
        Assert.Equal(126, code);
        Assert.Equal("miniinit: cannot run \"/etc\": permission denied, or not an executable file\n", errors);
    }

    [Fact]
    public void Damaged_elf_file_is_126_and_no_shell_gets_it()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Executable("damaged", "\u007fELF\n echo a shell ran this\n");
        (int code, string output, string errors) = Running.Run(Binaries.MiniInit, ["--", file]);
        Assert.Equal(126, code);
        Assert.Equal("", output);
        Assert.Contains("not a program for this machine", errors);
    }

    [Fact]
    public void Missing_interpreter_is_127_and_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Executable("script", "#!/no/such/interpreter -x\n");
        (int code, _, string errors) = Running.Run(Binaries.MiniInit, ["--", file]);
        Assert.Equal(127, code);
        Assert.Contains("its interpreter \"/no/such/interpreter\" was not found", errors);
    }

    [Fact]
    public void Environment_of_the_dotnet_runtime_is_the_commands_not_ours()
    {
        using Running init = Running.AsPid1(
            new System.Collections.Generic.Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "1" },
            "--", "sh", "-c", "echo limit=$DOTNET_GCHeapHardLimit");
        Assert.Equal(0, init.WaitForExit());
        Assert.Equal("limit=1\n", init.Output);
    }

    [Fact]
    public void Program_is_looked_for_in_path_and_a_file_that_may_not_run_is_126()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "plain"), "text");
        var environment = new System.Collections.Generic.Dictionary<string, string> { ["PATH"] = $"/nowhere:{folder.Path}" };
        (int code, _, string errors) = Running.Run(Binaries.MiniInit, ["plain"], environment);
        Assert.Equal(126, code);
        Assert.Contains("found in PATH, but not an executable file", errors);
    }

    [Fact]
    public void Working_directory_is_the_commands_and_ours_is_the_root()
    {
        using var folder = new TemporaryFolder();
        using Running init = Running.Start(
            "sh", ["-c", $"cd {folder.Path} && exec {Binaries.MiniInit} sh -c 'pwd; read line'"]);
        init.WaitForOutput(folder.Path);
        Wait.Until(() => new DirectoryInfo($"/proc/{init.Pid}/cwd").ResolveLinkTarget(true)?.FullName == "/", "init is in /");
        init.CloseInput();
        _ = init.WaitForExit();
    }
}
