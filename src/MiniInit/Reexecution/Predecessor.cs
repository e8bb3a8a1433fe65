using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;

namespace MiniInit.Reexecution;

/// <summary>Who was this process before us, and is to go on as if nothing had happened.</summary>
/// <param name="State">What it was.</param>
/// <param name="Supervisor">Its supervisor, made again.</param>
/// <param name="Definitions">Its definitions, by their places.</param>
internal sealed record Predecessor(InitState State, Supervisor Supervisor, IReadOnlyList<JobDefinition> Definitions)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Predecessor);

    /// <summary>Reads what it left us. Its descriptors are close-on-exec again from then on.</summary>
    /// <param name="descriptor">Where that is.</param>
    /// <param name="transient">The job of the command line; null for none.</param>
    /// <param name="problem">Why it cannot be read.</param>
    public static Predecessor? TryRead(int descriptor, JobDefinition? transient, out string problem)
    {
        if (TryReadState(descriptor, out problem) is not InitState state)
        {
            return null;
        }

        foreach (long kept in state.Kept)
        {
            OwnedFd fd = new((int)Math.Max(0, kept));
            fd.SetKeptOverExec(kept <= 2);
            _ = fd.Release();
        }

        return StateFile.TryRestore(state, transient, out IReadOnlyList<JobDefinition> definitions, out problem) is Supervisor supervisor
            ? new Predecessor(state, supervisor, definitions) : null;
    }

    /// <summary>Answers whether this program could take over: <c>--can-read</c>.</summary>
    /// <param name="version">The version of the state that is asked for.</param>
    /// <param name="descriptor">The state itself, if it is there already.</param>
    /// <returns>Why it could not; null if it could.</returns>
    public static string? WhyNot(string version, int? descriptor)
    {
        if (version != $"{StateFile.Version}")
        {
            return $"this program, version {Build.Version}, reads states of version {StateFile.Version} only";
        }

        if (descriptor is not int fd)
        {
            return null;
        }

        // The job of the command line is none of the question.
        return TryReadState(fd, out string problem) is not InitState state
            || StateFile.TryRestore(state, new JobDefinition("main"), out _, out problem) is null ? problem : null;
    }

    private static InitState? TryReadState(int descriptor, out string problem)
    {
        using OwnedFd fd = new(descriptor);
        if (MemoryFile.TryRead(fd, StateFile.MostBytes, out Errno errno) is byte[] bytes)
        {
            return StateFile.TryRead(bytes, out problem);
        }

        problem = $"cannot read the state: {Errors.Describe(errno)}";
        return null;
    }
}
