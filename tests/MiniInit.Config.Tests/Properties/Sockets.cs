using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Lists of sockets.</summary>
internal static class Sockets
{
    /// <summary>Sockets at different addresses.</summary>
    public static Gen<TomlValue> List { get; } =
        from addresses in Gen.SubListOf(
            ("tcp", ":80"), ("tcp", "127.0.0.1:80"), ("tcp", "[::1]:81"), ("tcp", "localhost:82"), ("udp", ":80"),
            ("udp", "127.0.0.1:53"), ("unix", "/run/a"), ("unix", "/run/b c"))
        from sockets in Gen.CollectToList(addresses, Socket)
        select (TomlValue)new TomlArray(sockets);

    private static Gen<TomlValue> Socket((string Key, string Address) address)
    {
        Dictionary<string, Gen<TomlValue>> keys = new()
        {
            [address.Key] = Values.Words(address.Address),
            ["name"] = Values.Words("http", "x.y"),
        };
        if (address.Key == "unix")
        {
            keys.Add("mode", Values.Words("0600", "666", "0"));
            keys.Add("user", Values.Account);
            keys.Add("group", Values.Account);
        }

        return Tables.One(keys, address.Key);
    }
}
