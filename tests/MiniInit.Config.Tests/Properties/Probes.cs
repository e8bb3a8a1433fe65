using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;
using static MiniInit.Config.Tests.Properties.Values;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Readiness and health.</summary>
internal static class Probes
{
    private static readonly Gen<TomlValue> s_tcp = Words("127.0.0.1:80", ":80", "localhost:1", "[::1]:65535");
    private static readonly Gen<TomlValue> s_http =
        Words("http://127.0.0.1:8080/health", "http://localhost", "HTTP://[::1]/a?b");

    public static Gen<TomlValue> Ready { get; } = Gen.OneOf(
        Words("exec", "stop", "fork", "daemon", "notify", "fd"),
        Tables.One(
            new()
            {
                ["tcp"] = s_tcp,
                ["http"] = s_http,
                ["exec"] = Command,
                ["every"] = Timeout,
                ["timeout"] = Timeout,
            },
            "tcp", "http", "exec"),
        Tables.One(new() { ["file"] = Path, ["alive"] = Timeout }, "file", "alive"));

    public static Gen<TomlValue> Health { get; } = Tables.One(
        new()
        {
            ["tcp"] = s_tcp,
            ["http"] = s_http,
            ["exec"] = Command,
            ["every"] = Timeout,
            ["timeout"] = Timeout,
            ["retries"] = Integer(1, 1000),
            ["start-period"] = Pause,
            ["action"] = Words("none", "restart", "exit"),
        },
        "tcp", "http", "exec");
}
