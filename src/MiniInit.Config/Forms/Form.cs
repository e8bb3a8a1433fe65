using System.Collections.Generic;
using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>How values of one kind are written in a file: what is accepted, and how it is described.</summary>
internal abstract class Form
{
    /// <summary>What is accepted, for errors: <c>a duration such as "5s"</c>.</summary>
    public abstract string Phrase { get; }

    /// <summary>What is accepted, in a word or two, for the reference: <c>duration</c>.</summary>
    public abstract string Word { get; }

    /// <summary>What is accepted, as JSON Schema (draft 7).</summary>
    public abstract JsonObject Schema();

    /// <summary>The keys within its table; none where it is no table with keys of its own.</summary>
    public virtual IEnumerable<string> KeysWithin => [];

    /// <summary>Lays a table of an upper file over one of a lower file, where this form is written as a table.</summary>
    /// <param name="key">The key with those it is within, for messages.</param>
    /// <param name="lower">The table below.</param>
    /// <param name="upper">The table above.</param>
    /// <param name="report">Where errors of replaced values go: they make their file wrong all the same.</param>
    public virtual TomlTable Overlay(string key, TomlTable lower, TomlTable upper, DiagnosticList report)
    {
        Check(key, lower.Without(inner => !upper.TryGetValue(inner, out _)), report);
        return lower.Overlay(upper);
    }

    /// <summary>Reports what is wrong with a value that is not used.</summary>
    public abstract void Check(string key, TomlValue value, DiagnosticList report);
}
