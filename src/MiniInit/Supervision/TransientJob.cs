using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Unicode;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision;

/// <summary>The job that <c>miniinit --jobs COMMAND</c> makes of its command.</summary>
internal static class TransientJob
{
    /// <summary>Its name.</summary>
    public const string Name = "main";

    /// <summary>Makes it.</summary>
    /// <param name="arguments">Our argv.</param>
    /// <param name="first">Where the command begins in it.</param>
    /// <returns>The job; null where an argument is not UTF-8, as all text of jobs is.</returns>
    public static JobDefinition? From(StringVector arguments, int first)
    {
        List<string> words = [];
        for (int i = first; i < arguments.Count; i++)
        {
            ReadOnlySpan<byte> word = arguments[i];
            if (!Utf8.IsValid(word))
            {
                return null;
            }

            words.Add(Encoding.UTF8.GetString(word));
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
