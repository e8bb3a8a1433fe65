using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Bench;

/// <summary>The output of a job that writes as fast as it is read: pipe, ring, lines, mirror. In this process; no init takes part.</summary>
internal sealed class JobOutputRow : Row
{
    private const ulong FirstToken = 1UL << 40;
    private const long Bytes = 256 * 1024 * 1024;
    private const long WarmUp = Bytes / 8;

    internal override string Name => RowNames.Output;

    internal override string Summary => "job output through the prefix path, and in other forms";

    internal override int Runs => 10;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        int runs = conditions.Runs;
        string note = "One job in a process of its own writes lines of 100 bytes; bytes of the job, by the clock. A pipe, read by a third process, stands for our output.";
        var prefix = new Measurement(Name, "job output, prefix: bytes per second", Unit.PerSecond, note);
        var others = new Measurement(RowNames.OutputForms, "job output, otherwise: bytes per second", Unit.PerSecond, "");
        var garbage = new Measurement(RowNames.OutputGarbage, "job output: allocated per MiB", Unit.Bytes, "");
        Add(prefix, garbage, Init.Own, new Case(OutputMode.Prefix, 100, ToPipe: true), runs);
        Add(others, garbage, "prefix, to /dev/null", new Case(OutputMode.Prefix, 100, ToPipe: false), runs);
        Add(others, garbage, "prefix, lines of 20 bytes, to /dev/null", new Case(OutputMode.Prefix, 20, ToPipe: false), runs);
        Add(others, garbage, "json, to /dev/null", new Case(OutputMode.Json, 100, ToPipe: false), runs);
        Add(others, garbage, "raw, to /dev/null", new Case(OutputMode.Raw, 100, ToPipe: false), runs);
        Add(others, garbage, "none: reading alone", new Case(OutputMode.None, 100, ToPipe: false), runs);
        return [prefix, others, garbage];
    }

    private static void Add(Measurement speed, Measurement garbage, string name, Case one, int runs)
    {
        var speeds = new Measurement.Line(name, new Samples());
        var allocations = new Measurement.Line(one.ToPipe ? "prefix, to a pipe" : name, new Samples());
        speed.Lines.Add(speeds);
        garbage.Lines.Add(allocations);
        for (int run = 0; run < runs; run++)
        {
            (double perSecond, double allocated) = Run(one);
            speeds.Samples.Add(perSecond);
            allocations.Samples.Add(allocated);
        }
    }

    private static (double PerSecond, double Allocated) Run(Case one)
    {
        using var sink = new Pipe();
        using Child? reader = one.ToPipe
            ? Child.Start(new ChildStart(Self.Path, LineWriter.ReaderName) { Input = sink.ReadEnd })
            : null;
        sink.CloseReadEnd();
        int output = one.ToPipe ? sink.WriteEnd : NullDevice.Descriptor;
        using var epoll = new Epoll();
        using var outputs = new JobOutputs(
            epoll, FirstToken, one.Mode, new NonBlockingWriter(output), new NonBlockingWriter(NullDevice.Descriptor));
        JobOutput job = outputs.Add(new OutputName("web", null), new LogSettings(), null);
        JobPipes pipes = outputs.Open(job, null, joined: true);
        using var writer = Child.Start(
            new ChildStart(Self.Path, LineWriter.Name, $"{one.LineLength}") { Output = pipes.Output.Number });
        pipes.Close();
        long warm = Loop(epoll, outputs, job, WarmUp);
        long start = Clock.Now();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long bytes = Loop(epoll, outputs, job, warm + Bytes) - warm;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long nanoseconds = Clock.Now() - start;
        return (bytes * 1e9 / nanoseconds, allocated * 1024.0 * 1024.0 / bytes);
    }

    /// <summary>Turns as those of the event loop, until the job has written so much in all.</summary>
    private static long Loop(Epoll epoll, JobOutputs outputs, JobOutput job, long until)
    {
        Span<ReadyEvent> ready = stackalloc ReadyEvent[32];
        while (job.Bytes < until)
        {
            int count = epoll.Wait(ready, 1000);
            long nanoseconds = Clock.Now();
            var now = new OutputTime(TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick), nanoseconds);
            foreach (ReadyEvent one in ready[..count])
            {
                outputs.OnReady(one.Token, now);
            }

            outputs.EndTurn(now);
            if (job.Streams.Count == 0)
            {
                throw new BenchException("the job that writes lines has ended");
            }
        }

        return job.Bytes;
    }

    private sealed record Case(OutputMode Mode, int LineLength, bool ToPipe);
}
