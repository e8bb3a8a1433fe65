using System;
using System.Collections.Generic;

namespace MiniInit.Core.Supervision;

/// <content>Why an instance is where it is, in sentences.</content>
public sealed partial class Supervisor
{
    /// <summary>Says why an instance is not running, or why it is: the nearest cause first.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="instance">The instance's name; empty where there is one, and for a job that has none.</param>
    /// <param name="now">The time, which spans are told from; null: that of the last input.</param>
    /// <returns>Sentences that begin with a verb, without the job's name where they are about it; none if there is none.</returns>
    public IReadOnlyList<string> Why(string job, string instance, TimeSpan? now = null) =>
        Find(job, instance)?.LastResult is JobResult { Failure: JobFailure failure } result
            ? [$"failed {Span((now ?? _now) - result.At)} ago: {failure.Sentence}"] : [];
}
