using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>enable</c> and <c>disable</c>.</summary>
public sealed class ManualTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DropIn => _folder.Path + "/jobs/net/web.toml.d/90-miniinitctl.toml";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_drop_in_says_it_and_init_reads_it()
    {
        using FakeInit init = Reading();
        Assert.Equal(new Tool(0, "", ""), init.Run("disable", "net/web", "--folder", _folder.Path + "/jobs"));
        Assert.Equal("# Written by \"miniinitctl disable\": only a request starts it.\nmanual = true\n", File.ReadAllText(DropIn));
        Assert.Equal([DropIn], Directory.GetFiles(Path.GetDirectoryName(DropIn)!));
        Assert.Equal(0b110_100_100, (int)File.GetUnixFileMode(DropIn));
        Assert.Equal(new Tool(0, "", $"miniinitctl: net/web starts by itself from now on: {DropIn}\n"), init.Run("enable", "-v", "net/web", "--folder", _folder.Path + "/jobs"));
        Assert.Contains("manual = false\n", File.ReadAllText(DropIn), StringComparison.Ordinal);
        Assert.Equal("miniinit: 1 job: 0 errors, 0 warnings\n"[10..], Check());
    }

    [Fact]
    public void Where_the_drop_in_does_not_apply_that_is_said_and_it_is_taken_back()
    {
        using FakeInit init = new((call, caller) => caller.Reply(call is ControlCall.ShowConfiguration
            ? new ControlReply.Configurations([new ConfigurationInfo("web", "service") { File = "/etc/miniinit/miniinit.toml" }])
            : new ControlReply.Problems([])));
        Tool tool = init.Run("disable", "web", "--folder", _folder.Path);
        Assert.Equal(1, tool.ExitCode);
        Assert.Equal(
            $"miniinitctl: cannot disable web: it still starts by itself: {_folder.Path} does not lie over /etc/miniinit/miniinit.toml; "
            + "write \"manual = true\" into that, or name its job folder with --folder\n",
            tool.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_unknown_job_gets_no_file()
    {
        using FakeInit init = FakeInit.That(new ControlError.NoSuchJob("wbe", "web"));
        Assert.Equal(
            new Tool(4, "", "miniinitctl: cannot disable wbe: there is no job of that name; did you mean \"web\"?\n"),
            init.Run("disable", "wbe", "--folder", _folder.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_name_that_no_job_can_have_leads_nowhere()
    {
        Assert.Equal(2, Tool.Run("--offline", "disable", "../../etc/web", "--folder", _folder.Path).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void While_an_image_is_built_it_needs_no_init()
    {
        using JsonDocument json = JsonDocument.Parse(Tool.Run("--offline", "--json", "disable", "net/web", "--folder", _folder.Path + "/jobs/").Output);
        Assert.Equal(DropIn, json.RootElement.GetProperty("file").GetString());
        Assert.Contains("manual = true\n", File.ReadAllText(DropIn), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_is_told()
    {
        File.WriteAllText(_folder.Path + "/file", "");
        using FakeInit init = Reading();
        Assert.Equal(
            new Tool(1, "", $"miniinitctl: cannot disable web: {_folder.Path}/file/web.toml.d/90-miniinitctl.toml: what is on the way there is no folder\n"),
            init.Run("disable", "web", "--folder", _folder.Path + "/file"));
    }

    [Fact]
    public void What_was_begun_and_cannot_be_written_is_not_left_behind()
    {
        Directory.CreateDirectory(DropIn);
        Assert.Equal(1, Tool.Run("--offline", "disable", "net/web", "--folder", _folder.Path + "/jobs").ExitCode);
        Assert.Equal([DropIn], Directory.GetFileSystemEntries(Path.GetDirectoryName(DropIn)!));
    }

    [Theory]
    [InlineData("a job is missing; \"miniinitctl list\" shows them all")]
    [InlineData("--runtime and --folder exclude each other", "web", "--runtime", "--folder", "/tmp")]
    public void A_wrong_command_line_is_told(string problem, params string[] arguments) => Assert.StartsWith(
        $"miniinitctl: {problem}\n", Tool.Run(["enable", .. arguments]).Error, StringComparison.Ordinal);

    /// <summary>An init that reads the drop-in when it is told to.</summary>
    private FakeInit Reading()
    {
        bool isManual = false;
        return new FakeInit((call, caller) =>
        {
            switch (call)
            {
                case ControlCall.ShowConfiguration show:
                    caller.Reply(new ControlReply.Configurations([new ConfigurationInfo(show.Job!, "service") { IsManual = isManual }]));
                    break;
                case ControlCall.ReloadConfiguration:
                    isManual = File.Exists(DropIn) && File.ReadAllText(DropIn).Contains("manual = true", StringComparison.Ordinal);
                    caller.Reply(new ControlReply.Problems([new ProblemInfo("error", "other.toml: wrong")]));
                    break;
                default:
                    Assert.Fail($"{call}");
                    break;
            }
        });
    }

    private string Check()
    {
        File.WriteAllText(_folder.Path + "/jobs/net/web.toml", "exec = [\"web\"]\n");
        return Tool.Run(new Dictionary<string, string>(), "check", _folder.Path + "/jobs").Error;
    }
}
