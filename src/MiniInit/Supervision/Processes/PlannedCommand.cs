using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Linux.Files;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>What a process runs, as arguments, and the descriptor of a script too long for one.</summary>
/// <remarks>
/// A long script is held in memory and read by its shell as <c>/proc/self/fd/N</c>: a file in a folder would need one
/// that can be written to, and a pipe somebody who feeds it.
/// </remarks>
internal sealed class PlannedCommand : IDisposable
{
    private const string DescriptorFolder = "/proc/self/fd";

    private readonly IReadOnlyList<string> _arguments;
    private readonly OwnedFd? _script;
    private StringVector? _vector;

    private PlannedCommand(IReadOnlyList<string> arguments, OwnedFd? script)
    {
        _arguments = arguments;
        _script = script;
        Program = ByteText.Encode(arguments[0]);
    }

    /// <summary>The program: a path, or a name to be looked for.</summary>
    public ReadOnlyMemory<byte> Program { get; }

    /// <summary>Makes the arguments ready.</summary>
    /// <param name="job">The job.</param>
    /// <param name="command">Its command or that of one of its helpers.</param>
    /// <param name="problem"><c>cannot …: cause (what helps)</c>, when the result is null.</param>
    public static PlannedCommand? TryMake(JobDefinition job, JobCommand command, out string problem)
    {
        problem = "";
        return command switch
        {
            JobCommand.Program program => new PlannedCommand(program.Arguments, null),
            JobCommand.Line line => new PlannedCommand(line.Split.Arguments, null),
            JobCommand.Script script => TryMakeScript(job, script.Text, out problem),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The arguments, and the descriptors with that of the script.</summary>
    /// <param name="descriptors">The others, none of the same number twice.</param>
    /// <param name="all">All of them.</param>
    /// <returns>It holds until the next call or the end of this object.</returns>
    public StringVector Place(IReadOnlyList<SpawnDescriptor> descriptors, out IReadOnlyList<SpawnDescriptor> all)
    {
        all = descriptors;
        if (_script is null)
        {
            return _vector ??= Vector(_arguments);
        }

        int number = ProcessLimits.FirstScriptDescriptor;
        foreach (SpawnDescriptor descriptor in descriptors)
        {
            number = Math.Max(number, descriptor.Target + 1);
        }

        all = [.. descriptors, new SpawnDescriptor(number, _script.Number)];
        _vector?.Dispose();
        _vector = Vector([.. _arguments, $"{DescriptorFolder}/{number}"]);
        return _vector;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _vector?.Dispose();
        _script?.Dispose();
    }

    private static StringVector Vector(IReadOnlyList<string> arguments)
    {
        byte[][] bytes = new byte[arguments.Count][];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = ByteText.Encode(arguments[i]);
        }

        return StringVector.OfBytes(bytes);
    }

    private static PlannedCommand? TryMakeScript(JobDefinition job, string text, out string problem)
    {
        problem = "";
        int length = Encoding.UTF8.GetByteCount(text);
        if (length <= ProcessLimits.ScriptArgumentBytes)
        {
            return new PlannedCommand([.. job.Shell, "-c", text], null);
        }

        if (!PlainFile.Exists(job.RootFolder, DescriptorFolder))
        {
            string place = job.RootFolder is null ? "" : $" below \"{Escaped.Text(job.RootFolder)}\"";
            problem = $"cannot run a script of {length} bytes: one of more than {ProcessLimits.ScriptArgumentBytes} is "
                + $"read through /proc, which is not mounted{place} (mount it, or put the script into a file)";
            return null;
        }

        OwnedFd? script = MemoryFile.TryMake("script"u8, Encoding.UTF8.GetBytes(text), out Errno errno);
        if (script is null)
        {
            problem = $"cannot hold a script of {length} bytes in memory: {Errors.DescribeCause(errno)}";
            return null;
        }

        return new PlannedCommand(job.Shell, script);
    }
}
