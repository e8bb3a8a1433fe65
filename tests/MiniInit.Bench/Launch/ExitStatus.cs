namespace MiniInit.Bench;

/// <summary>A wait status, as a shell would tell it.</summary>
internal readonly record struct ExitStatus(int Raw)
{
    internal bool Signalled => (Raw & 0x7f) != 0;

    internal int Code => Signalled ? 128 + (Raw & 0x7f) : (Raw >> 8) & 0xff;

    public override string ToString() => Signalled ? $"signal {Raw & 0x7f}" : $"exit {Code}";
}
