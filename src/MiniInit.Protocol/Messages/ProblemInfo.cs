namespace MiniInit.Protocol.Messages;

/// <summary>Something that is wrong with the configuration.</summary>
/// <param name="Level">How much it matters: <c>warn</c>, <c>error</c>.</param>
/// <param name="Text">What, with its place.</param>
public sealed record ProblemInfo(string Level, string Text);
