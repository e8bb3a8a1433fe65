namespace MiniInit.Protocol.Tests;

/// <summary>Messages as they are written.</summary>
internal static class Text
{
    public static string Call(string method, string parameters) =>
        $$"""{"method":"org.miniinit.Control.{{method}}","parameters":{{parameters}}}""";
}
