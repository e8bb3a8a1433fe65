using System;
using System.Collections.Generic;
using MiniInit.Core.Values;

namespace MiniInit.Ctl.Jobs;

/// <summary>The words behind a command: jobs, and then variables.</summary>
/// <param name="Jobs">Names, globs or <c>@tag</c>.</param>
/// <param name="Variables"><c>NAME=value</c>.</param>
internal sealed record JobWords(IReadOnlyList<string> Jobs, IReadOnlyList<string> Variables)
{
    /// <summary>No words.</summary>
    public static JobWords None { get; } = new([], []);

    /// <summary>Reads them.</summary>
    /// <param name="words">The words.</param>
    /// <param name="isCompatible">Whether the first is the job and all others are variables, as for initctl.</param>
    /// <param name="problem">What is wrong with them; null for nothing.</param>
    public static JobWords Read(IReadOnlyList<string> words, bool isCompatible, out string? problem)
    {
        problem = null;
        List<string> jobs = [];
        List<string> variables = [];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (isCompatible)
            {
                (jobs.Count == 0 ? jobs : variables).Add(word);
            }
            else if (equals > 0)
            {
                variables.Add(word);
            }
            else if (equals == 0)
            {
                problem ??= $"cannot use {Quotation.Of(word)} as a variable: write NAME=value";
            }
            else if (word.Length == 0)
            {
                problem ??= "a job's name is empty";
            }
            else if (variables.Count > 0)
            {
                problem ??= $"cannot use {Quotation.Of(word)} behind a variable: name the jobs first";
            }
            else
            {
                jobs.Add(word);
            }
        }

        return new JobWords(jobs, variables);
    }

    /// <summary>Whether a word may mean several jobs.</summary>
    public static bool IsPattern(string word) =>
        word.StartsWith('@') || word.AsSpan().ContainsAny('*', '?', '[');
}
