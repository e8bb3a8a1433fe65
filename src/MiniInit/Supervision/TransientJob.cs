using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Supervision;

/// <summary>
/// The job that <c>miniinit --jobs COMMAND</c> makes of its command. What clients run by <c>Run</c> is another thing: <see cref="Runs"/>.
/// </summary>
internal static class TransientJob
{
    /// <summary>Its name.</summary>
    public const string Name = "main";

    /// <summary>Makes it.</summary>
    /// <param name="arguments">Our argv.</param>
    /// <param name="first">Where the command begins in it.</param>
    public static JobDefinition From(StringVector arguments, int first)
    {
        List<string> words = [];
        for (int i = first; i < arguments.Count; i++)
        {
            words.Add(ByteText.Decode(arguments[i]));
        }

        return new JobDefinition(Name)
        {
            Description = "the command of the command line",
            Command = new JobCommand.Program(ValueList.From(words)),
            Console = ConsoleMode.Inherit,
            IsMain = true,
        };
    }
}
