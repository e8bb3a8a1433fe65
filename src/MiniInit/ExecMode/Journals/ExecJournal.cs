using System;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode.Journals;

/// <summary>What exec mode says, in each dialect's own words. It never waits, and loses lines rather than that.</summary>
internal abstract class ExecJournal(int verbosity)
{
    private NonBlockingWriter? _errors;
    private NonBlockingWriter? _output;

    /// <summary>The journal of the dialect in <paramref name="options"/>.</summary>
    public static ExecJournal For(ExecOptions options) => options.Dialect switch
    {
        Dialect.MiniInit => new MiniInitJournal(options),
        Dialect.Tini => new TiniJournal(options),
        Dialect.DumbInit => new DumbInitJournal(options),
        Dialect.Catatonit => new CatatonitJournal(options),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>True when lines of <paramref name="level"/> are to be written.</summary>
    public bool Wants(int level) => verbosity >= level;

    /// <summary>We adopt orphans although we are not PID 1.</summary>
    public abstract void BecameSubreaper();

    /// <summary>The kernel would not let us.</summary>
    public abstract void CannotBecomeSubreaper(Errno errno);

    /// <summary>We are neither PID 1 nor a subreaper.</summary>
    public abstract void OrphansAreNotOurs();

    /// <summary>The terminal was to be given up for the command's session.</summary>
    /// <param name="result">What the kernel said.</param>
    /// <param name="wasSessionLeader">Then a SIGHUP and a SIGCONT are the kernel's answer.</param>
    public abstract void Detached(Errno result, bool wasSessionLeader);

    /// <summary>The command's process exists; whether it became the command is told by its end.</summary>
    public abstract void Started(string command, int pid);

    /// <summary>The command could not be started.</summary>
    public abstract void StartFailed(string command, SpawnFailure failure);

    /// <summary>A signal came.</summary>
    public abstract void Received(Signal signal);

    /// <summary>A signal of the terminal's hand-over came and goes no further.</summary>
    public abstract void HandOverIgnored(Signal signal);

    /// <summary>A signal was sent on.</summary>
    /// <param name="signal">What was sent.</param>
    /// <param name="received">What it was before a rewrite, or null.</param>
    /// <param name="result">What the kernel said.</param>
    public abstract void Forwarded(Signal signal, Signal? received, Errno result);

    /// <summary>A signal was dropped by a rewrite.</summary>
    public abstract void Dropped(Signal received);

    /// <summary>We are about to stop ourselves.</summary>
    public abstract void Suspending();

    /// <summary>A process that is not the command was reaped.</summary>
    public abstract void OrphanReaped(ChildChange change);

    /// <summary>The command ended, as it did: what --expect-exit makes of its code comes with <see cref="Exiting"/>.</summary>
    public abstract void CommandEnded(ChildChange change);

    /// <summary>Descendants get a signal after the command's end.</summary>
    public abstract void DescendantsSignalled(Signal signal, int count);

    /// <summary>The last word before our exit.</summary>
    public abstract void Exiting(int code);

    /// <summary>An error of ours that we live on with.</summary>
    public abstract void Trouble(string what);

    /// <summary>
    /// Lets go of the descriptors that were opened for writing, before whoever closes all does; the next line opens
    /// them again. A number closed behind our back would come back as something else, and be written to.
    /// </summary>
    public void ReleaseDescriptors()
    {
        _errors?.Dispose();
        _output?.Dispose();
        _errors = _output = null;
    }

    /// <summary>Writes a line to standard error.</summary>
    protected void Error(string line) => Write(_errors ??= new NonBlockingWriter(2), line);

    /// <summary>Writes a line to standard output.</summary>
    protected void Output(string line) => Write(_output ??= new NonBlockingWriter(1), line);

    /// <summary>strsignal(3).</summary>
    protected static string Describe(Signal signal) => SignalDescription.Of(signal);

    private static void Write(NonBlockingWriter writer, string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        if (bytes.Length > ExecLimits.MessageLength)
        {
            bytes = bytes[..ExecLimits.MessageLength];
            bytes[^1] = (byte)'\n';
        }

        _ = writer.TryWrite(bytes);
    }
}
