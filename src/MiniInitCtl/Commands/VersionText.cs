using System.CommandLine;
using System.CommandLine.Invocation;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Commands;

/// <summary>Prints our version; the usual way to find it is reflection.</summary>
internal sealed class VersionText : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Terminal.WriteLine($"miniinitctl {Build.Version}");
        return ExitCode.Ok;
    }
}
