using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MiniInit.Core.Jobs;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>When the reader of our own output is slow, stops, or goes away.</summary>
public sealed class BackpressureTests
{
    private const int Much = 2 * 1024 * 1024;
    private const string Line = "a line of a loud job\n";

    [Fact]
    public void With_a_slow_reader_a_job_waits_and_nothing_is_lost()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        byte[] lines = Lines(Much);
        var shown = new List<byte>();
        int written = 0;
        int waited = 0;
        while (written < lines.Length)
        {
            // The job writes until it would block, we turn until there is nothing to do, and our reader takes a little.
            written += Writing.Fill(web.Output, lines.AsSpan(written));
            rig.Turns();
            waited += job.Streams[0].IsWaiting ? 1 : 0;
            shown.AddRange(rig.Take(10_000));
            rig.Advance(TimeSpan.FromMilliseconds(1));
        }

        web.Close();
        shown.AddRange(rig.ShownBytes());
        Assert.InRange(waited, 10, int.MaxValue);
        Assert.True(Prefixed("web", lines).AsSpan().SequenceEqual(shown.ToArray()));
    }

    [Fact]
    public void While_a_pipe_waits_the_loop_sleeps_until_the_time_is_over()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        FillAll(rig, web);
        Assert.True(job.Streams[0].IsWaiting);
        rig.Turns();
        Assert.Equal(0, rig.Events);
        Assert.Equal(rig.Now.Monotonic + OutputLimits.Backpressure, rig.Outputs.NextDeadline);
        Assert.Equal(0, Writing.Fill(web.Output, Encoding.ASCII.GetBytes(Line)));

        // Nor does the end of the job wake it again and again: once for each pipe.
        web.Close();
        rig.Turns();
        Assert.InRange(rig.Events, 0, 2);
        rig.Turns();
        Assert.Equal(0, rig.Events);
    }

    [Theory]
    [InlineData("Prefix")]
    [InlineData("Raw")]
    [InlineData("Json")]
    public void With_a_reader_that_hangs_a_job_waits_a_second_and_what_is_dropped_is_counted(string mode)
    {
        using var rig = new OutputRig(Enum.Parse<OutputMode>(mode));
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        int lines = FillAll(rig, web);
        rig.Advance(OutputLimits.Backpressure - TimeSpan.FromTicks(1));
        rig.Turns();
        Assert.Equal(0, Writing.Fill(web.Output, Encoding.ASCII.GetBytes(Line)));
        rig.Advance(TimeSpan.FromTicks(1));
        rig.Turns();
        Assert.True(job.Streams[0].IsDropping);

        for (int i = 0; i < 100; i++)
        {
            rig.Write(web.Output, string.Concat(Enumerable.Repeat("dropped\n", 4000)));
            lines += 4000;
        }

        rig.Write(web.Output, "the last\n");
        lines++;
        rig.Turns();
        rig.Turns();
        Assert.Equal(0, rig.Events);
        Assert.EndsWith("the last\n", Encoding.ASCII.GetString(job.LastLines()), StringComparison.Ordinal);

        string shown = rig.Shown();
        rig.Write(web.Output, "back\n");
        shown += rig.Shown();
        List<string> all = [.. shown.TrimEnd('\n').Split('\n')];
        Assert.Equal(1, all.Count(line => line.Contains('…', StringComparison.Ordinal)));
        int note = all.FindIndex(line => line.Contains('…', StringComparison.Ordinal));
        Assert.Equal(all.Count - 2, note);

        // Raw, a line may have been shown in part before its rest was dropped: it counts on both sides.
        Assert.InRange(note + Number(all[note], mode), lines, mode == "Raw" ? lines + 1 : lines);
        Assert.Contains("back", all[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void When_it_is_we_who_are_late_nothing_is_dropped()
    {
        using var rig = new OutputRig();
        JobPipes web = rig.Open(rig.Add("web"));
        int lines = FillAll(rig, web);
        rig.Advance(TimeSpan.FromMinutes(1));
        while (rig.Take(64 * 1024).AsSpan().Count((byte)'\n') is > 0 and int shown)
        {
            lines -= shown;
        }

        string rest = rig.Shown();
        Assert.Equal(lines, rest.Split('\n').Length - 1);
        Assert.DoesNotContain('…', rest);
    }

    [Fact]
    public void What_was_dropped_is_said_although_the_job_has_ended_and_was_started_again()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        FillAll(rig, rig.Open(rig.Add("loud")));
        int lines = 0;
        for (int i = 0; i < 3; i++)
        {
            JobPipes web = rig.Open(job);
            rig.Write(web.Output, "one\n");
            rig.Turns();
            rig.Advance(OutputLimits.Backpressure);
            rig.Turns();
            rig.Write(web.Output, "two\n");
            web.Close();
            lines += 2;
            rig.Turns();
        }

        Assert.Empty(job.Streams);
        string shown = rig.Shown();
        Assert.Equal(lines, shown.Split('\n').Count(l => l.StartsWith("web | ", StringComparison.Ordinal))
            + Regex.Matches(shown, "… (\\d+) lines? of web w").Sum(m => int.Parse(m.Groups[1].ValueSpan)));
        Assert.DoesNotContain(rig.Outputs.Output.Dropping, stream => stream.IsClosed);
    }

    [Fact]
    public void A_waiting_pipe_gets_its_turn_in_the_order_of_waiting()
    {
        using var rig = new OutputRig();
        List<JobPipes> pipes = [.. Enumerable.Range(0, 20).Select(i => rig.Open(rig.Add($"job-{i:00}")))];
        FillAll(rig, rig.Open(rig.Add("loud")));
        foreach (JobPipes pipe in pipes)
        {
            rig.Write(pipe.Output, "hello\n");
            rig.Turns();
        }

        IEnumerable<string> hellos = rig.Shown().Split('\n').Where(l => l.EndsWith("hello", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"job-{i:00} | hello"), hellos);
    }

    [Fact]
    public void Without_a_reader_jobs_are_not_held_up_and_nothing_happens()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        FillAll(rig, web);
        rig.CloseReader();
        rig.Turns();
        Assert.True(rig.Outputs.Output.IsGone);
        Assert.False(rig.Outputs.Error.IsGone);
        rig.Write(web.Output, Encoding.ASCII.GetString(Lines(Much)) + "still kept\n");
        rig.Turns();
        Assert.EndsWith("still kept\n", Encoding.ASCII.GetString(job.LastLines()), StringComparison.Ordinal);
        Assert.Null(rig.Outputs.NextDeadline);
        rig.Turns();
        Assert.Equal(0, rig.Events);

        // The write sent us SIGPIPE, which the runtime ignores: we are still here.
        string ignored = File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))[7..];
        Assert.NotEqual(0, Convert.ToInt64(ignored.Trim(), 16) & (1 << 12));
    }

    [Fact]
    public void The_flags_of_our_output_are_left_alone()
    {
        using var rig = new OutputRig();
        string before = rig.OutputFlags;
        FillAll(rig, rig.Open(rig.Add("web")));
        _ = rig.Shown();
        Assert.Equal(before, rig.OutputFlags);
    }

    [Fact]
    public void Our_own_messages_have_room_when_jobs_have_none()
    {
        using var rig = new OutputRig(OutputMode.Raw);
        JobPipes web = rig.Open(rig.Add("web"));
        FillAll(rig, web, "no newline anywhere ");
        Assert.True(rig.Outputs.Output.TryAdd("cannot start db\n"u8));
        Assert.Contains("\ncannot start db\n", rig.Shown(), StringComparison.Ordinal);
        byte[] line = [.. Enumerable.Repeat((byte)'x', OutputLimits.MirrorBytes + 1)];
        Assert.False(rig.Outputs.Output.TryAdd(line));
    }

    [Fact]
    public void At_the_end_everything_is_read_though_nobody_reads_us()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        FillAll(rig, web);
        rig.Outputs.Finish(rig.Now);
        Assert.NotEqual(0, Writing.Fill(web.Output, Encoding.ASCII.GetBytes(Line)));
        rig.Write(web.Output, "goodbye");
        rig.Outputs.Finish(rig.Now);
        Assert.EndsWith("goodbye", Encoding.ASCII.GetString(job.LastLines()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_behind_our_output_holds_up_nobody()
    {
        using FileStream full = File.OpenWrite("/dev/full");
        using var mirror = new Mirror(new Linux.NonBlockingWriter((int)full.SafeFileHandle.DangerousGetHandle()));
        for (int i = 0; i < 3; i++)
        {
            Assert.True(mirror.TryAdd("line\n"u8));
            mirror.Flush();
            Assert.Equal((0, false, false), (mirror.Pending, mirror.IsBlocked, mirror.IsGone));
        }
    }

    [Fact]
    public void A_file_behind_our_output_gets_everything()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "out");
        using (FileStream file = File.Create(path))
        using (var mirror = new Mirror(new Linux.NonBlockingWriter((int)file.SafeFileHandle.DangerousGetHandle())))
        {
            Assert.Null(mirror.Watched);
            for (int i = 0; i < 1000; i++)
            {
                byte[] line = Encoding.ASCII.GetBytes($"{i} {new string('x', 1000)}\n");
                line.CopyTo(mirror.Reserve(line.Length));
                mirror.Commit(line.Length);
                if (mirror.Room < 2000)
                {
                    mirror.Flush();
                }
            }

            mirror.Flush();
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i} {new string('x', 1000)}"), File.ReadAllLines(path));
    }

    /// <summary>Writes lines until neither our output, nor the mirror, nor the pipe takes more.</summary>
    private static int FillAll(OutputRig rig, JobPipes pipes, string text = Line)
    {
        byte[] line = Encoding.ASCII.GetBytes(text);
        int lines = 0;
        for (int quiet = 0; quiet < 3; quiet++)
        {
            while (Writing.Fill(pipes.Output, line) is > 0 and int written)
            {
                // A write of a pipe of at most 4,096 bytes is all or nothing.
                Assert.Equal(line.Length, written);
                lines++;
                quiet = 0;
            }

            rig.Turns();
        }

        return lines;
    }

    private static int Number(string note, string mode)
    {
        if (mode == "Json")
        {
            using JsonDocument json = JsonDocument.Parse(note);
            return json.RootElement.GetProperty("dropped").GetInt32();
        }

        Match match = Regex.Match(note, "^… (\\d+) lines of web were dropped$");
        Assert.True(match.Success, note);
        return int.Parse(match.Groups[1].ValueSpan);
    }

    private static byte[] Lines(int bytes)
    {
        var text = new StringBuilder();
        for (int i = 0; text.Length < bytes; i++)
        {
            _ = text.Append($"line {i} {new string('x', i % 200)}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Prefixed(string job, byte[] lines)
    {
        string[] split = Encoding.ASCII.GetString(lines).TrimEnd('\n').Split('\n');
        return Encoding.ASCII.GetBytes(string.Concat(split.Select(line => $"{job} | {line}\n")));
    }
}
