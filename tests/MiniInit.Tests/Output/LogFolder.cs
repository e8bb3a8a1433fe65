using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>A folder with the log of one job, and a clock.</summary>
[SuppressMessage("Design", "CA1063", Justification = "There is nothing unmanaged, and no finalizer.")]
public abstract class LogFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OutputShared _shared = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    protected string Folder => _folder.Path;

    protected string LogPath => Path.Combine(_folder.Path, "web.log");

    private protected OutputTime Now => new(_now, OutputRig.Epoch);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Advance(TimeSpan time) => _now += time;

    /// <summary>What is to be said in our log.</summary>
    protected string? Trouble() => _shared.Troubles.Take();

    private protected LogFile Open(string path, LogSettings? settings = null) =>
        new(path, new OutputName("web", null), settings ?? new LogSettings(), _shared);

    private protected void Append(LogFile file, string text) => file.Append(Encoding.UTF8.GetBytes(text), Now);

    protected static IEnumerable<string> Chunks(string text, Random random, int most, bool wholeLines = false)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = Math.Min(text.Length, at + random.Next(1, most));
            end = wholeLines ? text.IndexOf('\n', end - 1) + 1 : end;
            yield return text[at..end];
            at = end;
        }
    }

    protected static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
