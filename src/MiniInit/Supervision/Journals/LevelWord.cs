using System.Diagnostics;
using MiniInit.Core.Jobs;

namespace MiniInit.Supervision.Journals;

/// <summary>A level as it is written in configurations and in our messages.</summary>
internal static class LevelWord
{
    /// <summary>The word.</summary>
    public static string Of(LogLevel level) => level switch
    {
        LogLevel.Debug => "debug",
        LogLevel.Info => "info",
        LogLevel.Message => "message",
        LogLevel.Warn => "warn",
        LogLevel.Error => "error",
        LogLevel.Fatal => "fatal",
        _ => throw new UnreachableException(),
    };
}
