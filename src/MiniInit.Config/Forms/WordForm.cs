using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>The values of an enumeration, by words for their numbers.</summary>
/// <typeparam name="T">The enumeration, of numbers as wide as an int.</typeparam>
internal sealed class WordForm<T>(ChoiceForm words) : Form<T>
    where T : struct
{
    public override string Phrase => words.Phrase;

    public override string Word => words.Word;

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out T result)
    {
        bool isRight = words.TryRead(key, value, report, out int number);
        result = Unsafe.BitCast<int, T>(number);
        return isRight;
    }

    public override TomlValue? Print(T value) => words.Print(Unsafe.BitCast<T, int>(value));

    public override JsonObject Schema() => words.Schema();
}
