using System.IO;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Where the control socket is made.</summary>
public sealed class SocketPathTests
{
    private static readonly string[] s_inTheFolder = ["/bin/sh", "-c", "cd {DIR}/run && exec \"$@\"", "sh"];

    [Fact]
    public void A_relative_path_is_meant_from_where_init_was_started()
    {
        using Supervised init = Supervised.Under(
            s_inTheFolder, "[job.web]\nexec = [\"sleep\", \"1000\"]\n", "--socket", "./here");
        init.Until(() => File.Exists(init.Path("run/here")), "the socket is there");
        Assert.Equal(0, init.Stop());
    }
}
