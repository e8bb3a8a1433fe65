namespace MiniInit.Bench;

/// <summary>What one init did, in a few words; null when it was not tried or is not judged.</summary>
internal sealed record Outcome(string Text, bool? AsWanted)
{
    internal static Outcome NotTried(string reason) => new(reason, null);
}
