namespace MiniInit.Bench;

/// <summary>The calls as they go over the wire, without the NUL that ends each.</summary>
internal static class CallText
{
    internal const string List = """{"method":"org.miniinit.Control.List","parameters":{"patterns":[]}}""";

    /// <summary>What miniinitctl asks when nobody looks on.</summary>
    internal static string Status(int number) =>
        $$$"""{"method":"org.miniinit.Control.Status","parameters":{"job":"s{{{number}}}","brief":true}}""";
}
