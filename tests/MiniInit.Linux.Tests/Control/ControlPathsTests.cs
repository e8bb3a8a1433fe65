using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;

namespace MiniInit.Linux.Tests.Control;

public sealed class ControlPathsTests
{
    [Theory]
    [InlineData(null, null, "/run/miniinit/control;/tmp/miniinit-7/control")]
    [InlineData(null, "", "/run/miniinit/control;/tmp/miniinit-7/control")]
    [InlineData(null, "/x/env", "/x/env")]
    [InlineData("/x/option", "/x/env", "/x/option")]
    public void What_is_given_is_all_else_there_is_an_order(string? option, string? variable, string paths) =>
        Assert.Equal(paths, string.Join(';', ControlPaths.Of(option, variable, 7)));

    [Theory]
    [InlineData(null, "/run/user/7/miniinit/sessions;/tmp/miniinit-7/sessions")]
    [InlineData("", "/run/user/7/miniinit/sessions;/tmp/miniinit-7/sessions")]
    [InlineData("relative", "/run/user/7/miniinit/sessions;/tmp/miniinit-7/sessions")]
    [InlineData("/run/user/7/", "/run/user/7/miniinit/sessions;/tmp/miniinit-7/sessions")]
    [InlineData("/x", "/x/miniinit/sessions;/run/user/7/miniinit/sessions;/tmp/miniinit-7/sessions")]
    public void A_users_sessions_have_their_files_where_the_runtime_folder_is_and_where_there_is_none(string? runtime, string paths) =>
        Assert.Equal(paths, string.Join(';', ControlPaths.SessionFolders(7, runtime)));

    [Theory]
    [InlineData("/run/user/7", 7)]
    [InlineData("/run/user/7/miniinit/sessions/1/control", 7)]
    [InlineData("/tmp/miniinit-12/sessions", 12)]
    [InlineData("/tmp/miniinit-test-x/control", null)]
    [InlineData("/run/user/root/control", null)]
    [InlineData("/run/user/", null)]
    [InlineData("/run/user/-1/control", null)]
    [InlineData("/home/run/user/7/control", null)]
    public void A_path_may_tell_whose_it_is(string path, int? user) => Assert.Equal((uint?)user, ControlPaths.UserOf(path));

    [Fact]
    public void A_client_takes_the_first_that_is_there()
    {
        using TemporaryFolder folder = new();
        string[] paths = [$"{folder.Path}/a/control", $"{folder.Path}/b/control"];
        Assert.Equal(paths[0], ControlPaths.FirstThere(paths, 7));
        Directory.CreateDirectory($"{folder.Path}/b");
        File.WriteAllText(paths[1], "");
        Assert.Equal(paths[1], ControlPaths.FirstThere(paths, 7));
        Directory.CreateDirectory($"{folder.Path}/a");
        File.WriteAllText(paths[0], "");
        Assert.Equal(paths[0], ControlPaths.FirstThere(paths, 7));
    }

    [Fact]
    public void The_one_in_tmp_counts_only_in_a_folder_of_our_own()
    {
        const uint Uid = 4_123_456_789;
        string folder = $"/tmp/miniinit-{Uid}";
        string[] paths = ["/nonexistent/control", $"{folder}/control"];
        Directory.CreateDirectory(folder);
        try
        {
            File.WriteAllText(paths[1], "");
            Assert.Equal(paths[0], ControlPaths.FirstThere(paths, Uid));
            Needs.Root();
            Assert.Equal(0, ControlSocketTests.lchown(folder, Uid, 0));
            Assert.Equal(paths[1], ControlPaths.FirstThere(paths, Uid));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
