using System.Diagnostics.CodeAnalysis;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>How values of one kind are read and written back.</summary>
/// <typeparam name="T">What they come to.</typeparam>
internal abstract class Form<T> : Form
{
    /// <summary>Reads a value; what is wrong is reported.</summary>
    /// <param name="key">The key with those it is within, for messages: <c>log.keep</c>.</param>
    /// <param name="value">What is written.</param>
    /// <param name="report">Where errors go.</param>
    /// <param name="result">What it comes to.</param>
    public abstract bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out T result);

    public override void Check(string key, TomlValue value, DiagnosticList report) =>
        TryRead(key, value, report, out _);

    /// <summary>Tells whether a value could be read, without a report.</summary>
    public bool Accepts(string key, TomlValue value) => TryRead(key, value, new DiagnosticList(isSilent: true), out _);

    /// <summary>Gives the value as it is written; null where nothing is written for it.</summary>
    public abstract TomlValue? Print(T value);

    /// <summary>Reports that the value is of another kind, and gives false.</summary>
    protected bool Mismatch(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out T result, string? hint = null)
    {
        result = default;
        string advice = hint is null ? "" : $"; {hint}";
        return report.Cannot(
            "wrong-type", value, $"cannot use {Shown.Value(value)} as \"{key}\": expected {Phrase}{advice}");
    }
}
