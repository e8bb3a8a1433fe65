using System;

namespace MiniInit.Output;

/// <summary>An instant on both clocks; it is handed in, nothing here asks a clock.</summary>
/// <param name="Monotonic">What deadlines are reckoned with.</param>
/// <param name="UnixNanoseconds">What people read.</param>
internal readonly record struct OutputTime(TimeSpan Monotonic, long UnixNanoseconds);
