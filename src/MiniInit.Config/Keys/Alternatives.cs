using System;

namespace MiniInit.Config.Keys;

/// <summary>Keys of which a table has one at most, such as <c>exec</c> and <c>script</c>.</summary>
/// <param name="Keys">Their names.</param>
/// <param name="IsRequired">Whether it must have one.</param>
internal sealed record Alternatives(string[] Keys, bool IsRequired)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Alternatives);

    /// <summary>Whether a key is one of them.</summary>
    public bool Has(string key) => Array.IndexOf(Keys, key) >= 0;
}
