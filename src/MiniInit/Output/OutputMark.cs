namespace MiniInit.Output;

/// <summary>When some of the output came.</summary>
/// <param name="Position">Where it begins; it ends where the next mark's begins.</param>
/// <param name="First">When the first of it came: nanoseconds since 1970.</param>
/// <param name="Last">When the last of it came.</param>
internal readonly record struct OutputMark(long Position, long First, long Last)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(OutputMark);
}
