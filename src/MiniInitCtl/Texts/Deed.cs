namespace MiniInit.Ctl.Texts;

/// <summary>What was to be done, for messages: <c>start web</c>.</summary>
/// <param name="Verb">The verb: <c>start</c>.</param>
/// <param name="Object">To what, with the words between; made harmless.</param>
internal readonly record struct Deed(string Verb, string Object)
{
    /// <inheritdoc/>
    public override string ToString() => Object.Length == 0 ? Verb : $"{Verb} {Object}";
}
