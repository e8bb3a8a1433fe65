namespace MiniInit.Output;

/// <summary>A place in kept output, where reading goes on.</summary>
/// <param name="Ring">Which ring: a job that came anew has another, and begins anew there.</param>
/// <param name="Position">How many bytes came before it, ever.</param>
internal readonly record struct LogCursor(long Ring, long Position);
