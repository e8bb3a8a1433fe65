namespace MiniInit.Bench;

/// <summary>One open /dev/null for all the descriptors nobody reads.</summary>
internal static class NullDevice
{
    internal static int Descriptor { get; } = MiniInit.Bench.Descriptor.Open("/dev/null", LibC.O_RDWR);
}
