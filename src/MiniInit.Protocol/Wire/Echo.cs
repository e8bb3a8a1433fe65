namespace MiniInit.Protocol.Wire;

/// <summary>What is told again of a name that nobody knows: a part, if it is long.</summary>
internal static class Echo
{
    public static string Of(string name) =>
        name.Length <= ProtocolLimits.EchoLength ? name : name[..ProtocolLimits.EchoLength] + "…";
}
