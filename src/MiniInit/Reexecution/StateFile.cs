using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Supervision.Snapshots;

namespace MiniInit.Reexecution;

/// <summary>The bytes in which init hands itself over to its successor.</summary>
/// <remarks>
/// A mark, the version, and the fields of <see cref="InitState"/>. The supervisor within has a version of its own. What the
/// successor is told is written by a program of the same owner, at the same place; all the same nothing of it is believed that
/// could lead beyond what is written.
/// </remarks>
internal static class StateFile
{
    /// <summary>The version that is written; and the only one that is read, since there was no other.</summary>
    public const int Version = 1;

    /// <summary>So many bytes are read at most: 1 GiB.</summary>
    public const int MostBytes = 1 << 30;

    private static ReadOnlySpan<byte> Mark => "MIRE"u8;

    /// <summary>Writes it. The bytes may be many: they are not copied once more.</summary>
    public static ReadOnlySpan<byte> Write(InitState state)
    {
        SnapshotWriter writer = new();
        writer.Bytes(Mark);
        writer.Number(1, Version);
        state.Pass(new StateFields(writer));
        return writer.Written;
    }

    /// <summary>Reads it, whatever the bytes are.</summary>
    public static InitState? TryRead(ReadOnlyMemory<byte> bytes, out string problem)
    {
        problem = "";
        try
        {
            SnapshotReader reader = new(bytes);
            if (!reader.TryPass(Mark) || !reader.TryField(out int field) || field != 1)
            {
                problem = "it is no state of an init";
                return null;
            }

            long version = reader.Number();
            if (version != Version)
            {
                problem = $"it is of version {version}, and this program reads version {Version}";
                return null;
            }

            InitState state = new();
            new StateFields(reader).ReadInto(state);
            return state;
        }
        catch (SnapshotException e)
        {
            problem = e.Problem.ToString();
            return null;
        }
    }

    /// <summary>Makes the supervisor, and all definitions, of a state.</summary>
    public static Supervisor? TryRestore(
        InitState state, JobDefinition? transient, out IReadOnlyList<JobDefinition> definitions, out string problem)
    {
        definitions = [];
        if (StatePlaces.WhyWrong(state) is string wrong)
        {
            problem = wrong;
            return null;
        }

        if (Definitions.TryRead(state, transient, out problem) is not IReadOnlyList<JobDefinition> read)
        {
            return null;
        }

        definitions = read;
        if (!Supervisor.TryRestore(new SupervisorSnapshot(state.Supervisor, definitions, new InitDefinition()), out Supervisor? supervisor, out SnapshotProblem? trouble))
        {
            problem = trouble.ToString();
        }

        return supervisor;
    }
}
