using MiniInit.Boot;
using MiniInit.ExecMode;
using MiniInit.Linux;

namespace MiniInit.Supervision;

/// <summary>Supervise mode from its options to its exit code.</summary>
internal sealed class SuperviseRunner(SuperviseOptions options, StartRecord record)
{
    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        _ = (options, record);
        BlockingWriter.WriteAll(2, "miniinit: cannot supervise yet\n"u8.ToArray());
        return ExitCodes.Software;
    }
}
