using System.Linq;
using System.Text;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Lints;

public sealed class MisplacedKeyLintTests
{
    [Fact]
    public void A_key_below_env_is_told_to_be_a_variable() => Assert.Equal(
        [
            "web.toml:4:1: warning: cannot use \"kill-timeout\" here as the key of that name: below [env] it is a variable; "
                + "move it above [env], or write the variable in capitals",
        ],
        Check("exec = [\"web\"]\n[env]\nA = \"b\"\nkill-timeout = \"5s\"\n"));

    [Fact]
    public void Variables_are_left_alone() =>
        Assert.Empty(Check("exec = [\"web\"]\n[env]\nUSER = \"b\"\nhttp_proxy = \"x\"\nkill_timeout = \"5\"\n"));

    private static string[] Check(string text)
    {
        SourceFile[] files = [new("web.toml", new SourceRole.Job("web", 0), Encoding.UTF8.GetBytes(text))];
        return [.. ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []).Diagnostics.Select(found => found.ToString())];
    }
}
