using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Ctl.Tests.Check;

/// <summary>The check command as a user runs it.</summary>
public sealed class CheckTests
{
    public static TheoryData<string> Examples() => [.. Directory
        .EnumerateDirectories(Path.Combine(Binaries.Repository, "examples"))
        .Where(folder => Directory.EnumerateFiles(folder, "*.toml", SearchOption.AllDirectories).Any())
        .Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_is_clean_even_strictly(string example)
    {
        Tool check = Tool.Run("check", "--strict", Path.Combine(Binaries.Repository, "examples", example));
        Assert.Matches("^[0-9]+ jobs?: 0 errors, 0 warnings\n$", check.Error);
        Assert.Equal("", check.Output);
        Assert.Equal(0, check.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_printed_is_clean_and_prints_the_same_again(string example)
    {
        using TemporaryFolder folder = new();
        string printed = Tool.Run("check", "--print", Path.Combine(Binaries.Repository, "examples", example)).Output;
        string path = Write(folder, "miniinit.toml", printed);
        Tool again = Tool.Run("check", "--print", "--strict", path);
        Assert.Equal(printed, again.Output);
        Assert.Matches("^[0-9]+ jobs?: 0 errors, 0 warnings\n$", again.Error);
        Assert.Equal(0, again.ExitCode);
    }

    [Fact]
    public void All_errors_of_all_files_come_at_once_with_their_places()
    {
        using TemporaryFolder folder = new();
        string web = Write(folder, "web.toml", "exec = [\"web\"]\nrequires = [\"bd\"]\nnice = 99\n");
        Write(folder, "db.toml", "exec = [\"db\"]\n");
        string worker = Write(folder, "worker.toml", "exec = [\"worker\"]\nrespwan = true\nuser = \"a:b\n");
        Tool check = Tool.Run("check", folder.Path);
        Assert.Equal(1, check.ExitCode);
        Assert.Equal("", check.Output);
        Assert.Contains($"{web}:3:8: cannot use 99 as \"nice\": expected a whole number from -20 to 19\n", check.Error, StringComparison.Ordinal);
        Assert.Contains("   3 | nice = 99\n     |        ^^\n", check.Error, StringComparison.Ordinal);
        Assert.Contains($"{worker}:3:8: cannot read the string: ", check.Error, StringComparison.Ordinal);
        Assert.EndsWith("3 jobs, 2 invalid: 2 errors, 0 warnings\n", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_an_error_only_when_strict()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", "script = \"\"\"\nif true; then\n  exec web\n\"\"\"\n");
        Tool check = Tool.Run("check", path);
        Assert.Equal(0, check.ExitCode);
        Assert.Matches(":3:1: warning: cannot run this script: /[a-z/]+/sh says: .*\n", check.Error);
        Assert.Contains("   3 |   exec web\n", check.Error, StringComparison.Ordinal);
        Assert.EndsWith("1 job: 0 errors, 1 warning\n", check.Error, StringComparison.Ordinal);
        Assert.Equal(1, Tool.Run("check", "--strict", path).ExitCode);
    }

    [Fact]
    public void A_script_is_looked_at_and_never_run()
    {
        using TemporaryFolder folder = new();
        string mark = folder.Path + "/mark";
        string shell = folder.Executable("sh", $"#!/bin/sh\n: >{mark}\n");
        string environment = folder.Executable("environment", $": >{mark}\n");
        string path = Write(folder, "web.toml", $"shell = [\"{shell}\"]\nscript = \"\"\"\n: >{mark}\nexec web\n\"\"\"\n");
        string bash = Write(folder, "bash.toml", $"shell = [\"/bin/bash\"]\nscript = \"\"\"\n: >{mark}\nexec web\n\"\"\"\n");
        Dictionary<string, string> hostile = new() { ["BASH_ENV"] = environment, ["ENV"] = environment };
        Assert.Equal(0, Tool.Run(hostile, "check", path, bash).ExitCode);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void Programs_get_json()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", "exec = [\"web\"]\nnice = \"\u001b[31m\"\n");
        Tool check = Tool.Run("check", "--json", path);
        Assert.Equal(1, check.ExitCode);
        Assert.Equal("", check.Error);
        using JsonDocument json = JsonDocument.Parse(check.Output);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        JsonElement diagnostic = json.RootElement.GetProperty("diagnostics")[0];
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        Assert.Equal(path, diagnostic.GetProperty("file").GetString());
        Assert.Equal(2, diagnostic.GetProperty("start").GetProperty("line").GetInt32());
        JsonElement job = json.RootElement.GetProperty("jobs")[0];
        Assert.Equal("web", job.GetProperty("name").GetString());
        Assert.False(job.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void Bytes_of_a_file_never_steer_the_terminal()
    {
        using TemporaryFolder folder = new();
        string name = "we\u001b[2Jb.toml";
        Write(folder, name, "exec = [\"web\"]\n\"k\\u001b[31m\" = 1 # \u001b]0;title\u0007\n");
        Tool check = Tool.Run("check", folder.Path);
        Assert.Equal(1, check.ExitCode);
        Assert.DoesNotContain(check.Output + check.Error, c => c != '\n' && char.IsControl(c));
    }

    [Fact]
    public void The_variable_names_a_configuration_when_no_path_does()
    {
        using TemporaryFolder folder = new();
        Write(folder, "web.toml", "exec = [\"web\"]\n");
        Dictionary<string, string> environment = new() { ["MINIINIT_CONFIG"] = folder.Path };
        Assert.Equal("1 job: 0 errors, 0 warnings\n", Tool.Run(environment, "check").Error);
    }

    [Fact]
    public void A_path_may_begin_with_anything()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", "exec = [\"web\"]\n");
        Assert.StartsWith($"@{path}: cannot open ", Tool.Run("check", "@" + path).Error, StringComparison.Ordinal);
        Assert.StartsWith("--strict: cannot open ", Tool.Run("check", "--", "--strict").Error, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("[suggest]", "chekc").ExitCode);
    }

    [Fact]
    public void Programs_get_json_also_where_there_is_nothing()
    {
        using TemporaryFolder folder = new();
        Tool check = Tool.Run("check", "--json", folder.Path);
        using JsonDocument json = JsonDocument.Parse(check.Output);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(1, check.ExitCode);
    }

    [Fact]
    public void Findings_that_are_not_listed_are_counted()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", "exec = [\"web\"]\n" + string.Concat(Enumerable.Range(0, 3000).Select(at => $"k{at} = 1\n")));
        Assert.EndsWith("1 job, 1 invalid: 3000 errors, 0 warnings\n", Tool.Run("check", path).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_an_error()
    {
        Tool check = Tool.Run("check", "/nowhere/at/all");
        Assert.Equal(1, check.ExitCode);
        Assert.StartsWith(
            "/nowhere/at/all: cannot open \"/nowhere/at/all\": there is no such file or folder\n",
            check.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no command \"chekc\"; did you mean \"check\"?", "miniinitctl", "chekc")]
    [InlineData("a command is missing", "miniinitctl")]
    [InlineData("there is no option \"--stric\"; did you mean \"--strict\"?", "miniinitctl check", "check", "--stric")]
    public void A_wrong_command_line_is_said_in_a_sentence(string problem, string command, params string[] arguments)
    {
        Tool ctl = Tool.Run(arguments);
        Assert.Equal($"miniinitctl: {problem}\nTry `{command} --help' for more information.\n", ctl.Error);
        Assert.Equal(2, ctl.ExitCode);
    }

    [Theory]
    [InlineData(">&-", 0)]
    [InlineData("2>&-", 0)]
    [InlineData(">&- 2>&- <&-", 0)]
    [InlineData("--print >/dev/full", 1)]
    [InlineData("--json >/dev/full", 1)]
    [InlineData("2>/dev/full", 0)]
    [InlineData("--print >&-", 0)]
    public void Output_that_cannot_be_written_ends_nothing_but_a_promise(string redirections, int code)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", "exec = [\"web\"]\n");
        ProcessStartInfo start = new("/bin/sh", ["-c", $"exec {Binaries.MiniInitCtl} check {path} {redirections}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.DoesNotContain("xception", error, StringComparison.Ordinal);
        Assert.Equal(code, process.ExitCode);
    }

    [Fact]
    public void Files_named_one_by_one_belong_together_as_in_their_folder()
    {
        string folder = Path.Combine(Binaries.Repository, "examples", "drop-ins");
        string[] named = [.. Directory.EnumerateFileSystemEntries(folder).Where(path => !path.EndsWith(".md", StringComparison.Ordinal))];
        Tool check = Tool.Run(["check", "--print", .. named]);
        Assert.Equal(0, check.ExitCode);
        Assert.Equal(Tool.Run("check", "--print", folder).Output, check.Output);
        Assert.Equal(check.Output, Tool.Run(["check", "--print", .. named.Reverse()]).Output);
    }

    [Fact]
    public void A_named_file_that_another_hides_is_told()
    {
        using TemporaryFolder one = new();
        using TemporaryFolder two = new();
        string first = Write(one, "web.toml", "exec = [\"web\"]\n");
        string second = Write(two, "web.toml", "exec = [\"web\"]\n");
        Tool check = Tool.Run("check", "--strict", first, second);
        Assert.Equal(1, check.ExitCode);
        Assert.StartsWith(
            $"{second}: warning: cannot use this file: another one for \"web\" comes first; check it by itself\n",
            check.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_file_beside_the_main_file_is_told_to_be_in_the_wrong_place()
    {
        using TemporaryFolder folder = new();
        Write(folder, "miniinit.toml", "[job.a]\nexec = [\"a\"]\n");
        string path = Write(folder, "web.toml", "broken\n");
        Tool check = Tool.Run("check", folder.Path);
        Assert.Contains(
            $"{path}: warning: cannot use this file: beside miniinit.toml the jobs are in the folder \"jobs\"; move it there\n",
            check.Error,
            StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
