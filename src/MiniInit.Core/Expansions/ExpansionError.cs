using MiniInit.Core.Values;

namespace MiniInit.Core.Expansions;

/// <summary>Why a text cannot be expanded with the variables there are.</summary>
/// <param name="UnknownVariable">The variable that is not set, if that is why.</param>
/// <param name="Error">The same for a person, with its place in the text.</param>
public readonly record struct ExpansionError(string? UnknownVariable, TextError Error);
