using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Config.Forms;

/// <summary>Reads a text; where it is wrong, says so.</summary>
internal delegate bool TryParse<T>(string text, [MaybeNullWhen(false)] out T value, out TextError error);
