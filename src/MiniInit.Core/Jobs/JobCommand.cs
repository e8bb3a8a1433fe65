using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>What a process runs.</summary>
public abstract record JobCommand
{
    private JobCommand()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A program and its arguments, as they are: no shell, no variables.</summary>
    /// <param name="Arguments">At least one, the first not empty, none with a NUL.</param>
    public sealed record Program(ValueList<string> Arguments) : JobCommand;

    /// <summary>A command line, split into words or left to a shell by Upstart's rule.</summary>
    /// <param name="Split">The command line.</param>
    public sealed record Line(CommandSplit Split) : JobCommand;

    /// <summary>A script for the job's shell.</summary>
    /// <param name="Text">One line or more, without a NUL.</param>
    public sealed record Script(string Text) : JobCommand;
}
