using System.Text;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A value within a message.</summary>
internal static class Shown
{
    /// <summary>Gives a text in quotes, another single value as written, and what kind a larger one is.</summary>
    public static string Value(TomlValue value) => value switch
    {
        TomlString text => Quotation.Of(text.Value),
        TomlTable or TomlArray => value.KindPhrase,
        _ when value.Source is null => value.ToString(),
        _ => Encoding.UTF8.GetString(value.Written.Span),
    };
}
