using System.Collections.Generic;
using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>What may be missing: read like another form, and not written where it is null.</summary>
internal static class OptionalForm
{
    /// <summary>For values.</summary>
    public static Form<T?> Value<T>(Form<T> form)
        where T : struct => new ValueOf<T>(form);

    /// <summary>For references.</summary>
    public static Form<T?> Of<T>(Form<T> form)
        where T : class => new ReferenceOf<T>(form);

    private sealed class ValueOf<T>(Form<T> form) : Form<T?>
        where T : struct
    {
        public override string Phrase => form.Phrase;

        public override string Word => form.Word;
        public override IEnumerable<string> KeysWithin => form.KeysWithin;

        public override bool TryRead(string key, TomlValue value, DiagnosticList report, out T? result)
        {
            bool isRight = form.TryRead(key, value, report, out T read);
            result = read;
            return isRight;
        }

        public override TomlValue? Print(T? value) => value is T some ? form.Print(some) : null;

        public override JsonObject Schema() => form.Schema();

        public override TomlTable Overlay(string key, TomlTable lower, TomlTable upper, DiagnosticList report) =>
            form.Overlay(key, lower, upper, report);
    }

    private sealed class ReferenceOf<T>(Form<T> form) : Form<T?>
        where T : class
    {
        public override string Phrase => form.Phrase;

        public override string Word => form.Word;
        public override IEnumerable<string> KeysWithin => form.KeysWithin;

        public override bool TryRead(string key, TomlValue value, DiagnosticList report, out T? result) =>
            form.TryRead(key, value, report, out result);

        public override TomlValue? Print(T? value) => value is null ? null : form.Print(value);

        public override JsonObject Schema() => form.Schema();

        public override TomlTable Overlay(string key, TomlTable lower, TomlTable upper, DiagnosticList report) =>
            form.Overlay(key, lower, upper, report);
    }
}
