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
    public virtual TomlTable Overlay(TomlTable lower, TomlTable upper) => lower.Overlay(upper);
}
