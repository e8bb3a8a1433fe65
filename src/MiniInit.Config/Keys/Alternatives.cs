using System.Collections.Generic;

namespace MiniInit.Config.Keys;

/// <summary>Keys of which a table has one at most, such as <c>exec</c> and <c>script</c>.</summary>
/// <param name="Keys">Their names.</param>
/// <param name="IsRequired">Whether it must have one.</param>
internal sealed record Alternatives(IReadOnlyList<string> Keys, bool IsRequired);
