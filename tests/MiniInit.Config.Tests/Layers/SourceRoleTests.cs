using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Layers;

public sealed class SourceRoleTests
{
    public static TheoryData<string, SourceRole?> Files() => new()
    {
        { "web.toml", new SourceRole.Job("web", 3) },
        { "net/apache.toml", new SourceRole.Job("net/apache", 3) },
        { "web.override.toml", new SourceRole.Override("web", 3) },
        { "net/apache.override.toml", new SourceRole.Override("net/apache", 3) },
        { "web.toml.d/10-user.toml", new SourceRole.DropIn("web", "10-user.toml", 3) },
        { "net/apache.toml.d/x.toml", new SourceRole.DropIn("net/apache", "x.toml", 3) },
        { "web.toml.d/x.override.toml", new SourceRole.DropIn("web", "x.override.toml", 3) },
        { "web.toml.d/sub/x.toml", null },
        { "web.toml.d/README.md", null },
        { "web.conf", null },
        { "web.toml~", null },
        { "web.TOML", null },
        { "toml", null },
        { "override.toml", new SourceRole.Job("override", 3) },
        { ".toml.d/x.toml", new SourceRole.Job(".toml.d/x", 3) },
        { ".toml", new SourceRole.Job("", 3) },
        { ".override.toml", new SourceRole.Override("", 3) },
        { "web.overide.toml", new SourceRole.Job("web.overide", 3) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_told_by_its_place_and_name(string name, SourceRole? role) =>
        Assert.Equal(role, SourceRole.OfFile(name, 3));
}
