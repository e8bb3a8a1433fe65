using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Jobs;
using MiniInit.Toml;
using static MiniInit.Config.Tests.Properties.Values;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Resource limits.</summary>
internal static class Limits
{
    private static readonly Gen<TomlValue> s_low = Gen.OneOf(Integer(0, 1000), Words("1k", "1000"));
    private static readonly Gen<TomlValue> s_high = Gen.OneOf(Integer(1024, int.MaxValue), Words("1M", "unlimited"));

    public static Gen<TomlValue> Table { get; } = Tables.Any(System.Enum.GetNames<Resource>().ToDictionary(
        name => name.ToLowerInvariant(),
        _ => Gen.OneOf(
            s_low, s_high, from low in s_low from high in s_high select (TomlValue)new TomlArray([low, high]))));
}
