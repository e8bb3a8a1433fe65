using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A list where none and an empty one differ.</summary>
internal sealed class NullableListForm<T>(ListForm<T> list) : Form<ValueList<T>?>
{
    public override string Phrase => list.Phrase;

    public override string Word => list.Word;

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out ValueList<T>? result) =>
        list.TryRead(key, value, report, out result);

    public override TomlValue? Print(ValueList<T>? value) =>
        value is null ? null : list.Print(value) ?? new TomlArray([]);

    public override JsonObject Schema() => list.Schema();
}
