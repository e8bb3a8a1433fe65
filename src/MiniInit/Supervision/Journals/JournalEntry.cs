using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Supervision.Journals;

/// <summary>A message of ours before it has a form.</summary>
/// <param name="UnixNanoseconds">When it was said.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Job">The title of the job or instance that it is about; empty: init itself.</param>
/// <param name="Message">The sentence.</param>
/// <param name="LastLines">What the job wrote last, lines with newlines between them; empty: that is not said.</param>
/// <param name="Dropped">How many messages this one stands for, because they were lost; 0: none.</param>
internal readonly record struct JournalEntry(
    long UnixNanoseconds,
    LogLevel Level,
    string Job,
    string Message,
    ReadOnlyMemory<byte> LastLines = default,
    long Dropped = 0);
