using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MiniInit.Core.Jobs;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

[Collection(nameof(StartsPrograms))]
public sealed class JobOutputsTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    [Fact]
    public void What_is_kept_can_be_read_with_its_time()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes pipes = rig.Open(job);
        LogCursor at = job.Kept.End;
        rig.Write(pipes.Output, "begun");
        rig.Turns();
        Assert.Equal(at, job.Kept.End); // its end is waited for
        rig.Advance(TimeSpan.FromMilliseconds(900));
        rig.Write(pipes.Output, " and ended\n");
        rig.Turns();
        KeptLines read = job.Kept.Read(at, 64 * 1024);
        KeptLine line = Assert.Single(read.Lines);
        Assert.Equal("begun and ended"u8, line.Bytes.Span);
        Assert.Equal((rig.Now.UnixNanoseconds, job.Kept.End), (line.UnixNanoseconds, read.Next));
        pipes.Close();
    }

    [Fact]
    public void Each_stream_goes_to_ours_with_the_name_before_each_line()
    {
        using var rig = new OutputRig();
        JobPipes web = rig.Open(rig.Add("web", "eu")), db = rig.Open(rig.Add("db"));
        rig.Write(web.Output, "one\ntwo\nthr");
        rig.Write(db.Output, "first\n");
        rig.Write(web.Error, "oops\n");
        rig.Write(web.Output, "ee\n");
        rig.Turns();
        Assert.Equal(
            ["db | first", "web (eu) | one", "web (eu) | three", "web (eu) | two"],
            rig.Shown().TrimEnd('\n').Split('\n').Order());
        Assert.Equal("web (eu) | oops\n", rig.ShownAsError());
    }

    [Fact]
    public void Both_streams_can_go_one_way()
    {
        using var rig = new OutputRig();
        JobPipes web = rig.Open(rig.Add("web"), joined: true);
        Assert.Same(web.Output, web.Error);
        rig.Write(web.Error, "oops\n");
        Assert.Equal("web | oops\n", rig.Shown());
        web.Close();
    }

    [Fact]
    public void Our_output_and_error_that_are_one_pipe_have_one_queue()
    {
        using var rig = new OutputRig(joined: true);
        Assert.Same(rig.Outputs.Output, rig.Outputs.Error);
        JobPipes web = rig.Open(rig.Add("web"));
        rig.Write(web.Output, "one\n");
        rig.Turns();
        rig.Write(web.Error, "two\n");
        Assert.Equal("web | one\nweb | two\n", rig.Shown());
    }

    [Fact]
    public void An_unfinished_line_is_shown_after_a_second_and_not_before()
    {
        using var rig = new OutputRig();
        JobPipes web = rig.Open(rig.Add("web"));
        rig.Write(web.Output, "name? ");
        Assert.Equal("", rig.Shown());
        Assert.Equal(rig.Now.Monotonic + OutputLimits.UnfinishedLine, rig.Outputs.NextDeadline);
        rig.Advance(OutputLimits.UnfinishedLine - s_tick);
        rig.Write(web.Output, "(yours) ");
        Assert.Equal("", rig.Shown());
        rig.Advance(s_tick);
        Assert.Equal("web | name? (yours) \n", rig.Shown());
        Assert.Null(rig.Outputs.NextDeadline);
        rig.Write(web.Output, "\nhello\n");
        Assert.Equal("web | hello\n", rig.Shown());

    }

    [Fact]
    public void Json_marks_what_is_not_the_end_of_a_line()
    {
        using var rig = new OutputRig(OutputMode.Json);
        JobPipes web = rig.Open(rig.Add("web"));
        rig.Write(web.Error, new string('x', OutputLimits.LineBytes + 5) + "\nend");
        web.Close();
        JsonElement[] lines = [.. rig.ShownAsError().TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal([OutputLimits.LineBytes, 5, 3], lines.Select(l => l.GetProperty("message").GetString()!.Length));
        Assert.Equal([true, false, true], lines.Select(l => l.TryGetProperty("partial", out JsonElement p) && p.GetBoolean()));
        Assert.All(lines, l => Assert.Equal("stderr", l.GetProperty("stream").GetString()));
    }

    [Fact]
    public void A_line_of_one_stream_does_not_run_into_one_of_the_other_in_what_is_kept()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        rig.Write(web.Output, "unfinished");
        rig.Turns();
        rig.Advance(OutputLimits.UnfinishedLine);
        rig.Turns();
        rig.Write(web.Error, "error\n");
        rig.Turns();
        Assert.Equal("unfinished\nerror\n"u8, job.LastLines());
    }

    [Fact]
    public void The_end_of_the_last_holder_is_the_end_and_not_that_of_the_main_process()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes main = rig.Open(job), daemon = rig.Open(job);
        main.Close();
        rig.Turns();
        Assert.Equal(2, job.Streams.Count);
        rig.Write(daemon.Output, "still here\nbye");
        daemon.Close();
        Assert.Equal("web | still here\nweb | bye\n", rig.Shown());
        Assert.Empty(job.Streams);
        rig.Turns();
        Assert.Equal(0, rig.Events);
    }

    [Fact]
    public void Draining_gives_the_last_lines_at_once()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        string lines = string.Concat(Enumerable.Range(1, 100).Select(i => $"line {i}\n"));
        _ = Writing.Fill(web.Error, Encoding.ASCII.GetBytes(lines + "fatal: no such file"));
        rig.Outputs.Drain(job, rig.Now);
        string last = Encoding.ASCII.GetString(job.LastLines());
        Assert.StartsWith("line 92\n", last, StringComparison.Ordinal);
        Assert.EndsWith("line 100\nfatal: no such file", last, StringComparison.Ordinal);
        web.Close();
    }

    [Fact]
    public void Draining_ends_although_somebody_writes_on_and_on()
    {
        using var rig = new OutputRig(OutputMode.None);
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        byte[] spam = new byte[64 * 1024];
        long written = 0;

        // A drain never reads more than its bound, even of a pipe that is full again each time.
        using var stop = new System.Threading.CancellationTokenSource();
        var writer = new System.Threading.Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                written += Writing.Fill(web.Output, spam);
            }
        });
        writer.Start();
        try
        {
            for (int i = 0; i < 20; i++)
            {
                rig.Outputs.Drain(job, rig.Now);
            }
        }
        finally
        {
            stop.Cancel();
            writer.Join();
        }

        Assert.InRange(written, 0, (20 * OutputLimits.DrainBytes) + (2 * spam.Length));
        web.Close();
    }

    [Fact]
    public void A_spammer_has_its_share_and_the_others_theirs_in_every_turn()
    {
        using var rig = new OutputRig(OutputMode.None);
        JobOutput loud = rig.Add("loud"), quiet = rig.Add("quiet");
        JobPipes spam = rig.Open(loud), word = rig.Open(quiet);
        byte[] much = new byte[1024 * 1024];
        much.AsSpan().Fill((byte)'\n');
        for (int i = 0; i < 50; i++)
        {
            _ = Writing.Fill(spam.Output, much);
            rig.Write(word.Output, $"{i}\n");
            Assert.True(rig.Turn());
            Assert.EndsWith($"{i}\n", Encoding.ASCII.GetString(quiet.LastLines()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_a_job_that_leaves_pipes_behind_with_each_start_the_oldest_are_closed()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes first = rig.Open(job);
        for (int i = 0; i < 100; i++)
        {
            _ = rig.Open(job);
        }

        Assert.Equal(OutputLimits.PipesPerJob, job.Streams.Count);
        using var writer = new NonBlockingWriter(first.Output.Number);
        Assert.Equal(0, writer.Write("x"u8, out Errno errno));
        Assert.Equal(Errno.EPIPE, errno);
    }

    [Fact]
    public void The_jobs_end_of_a_pipe_blocks_and_is_not_inherited_and_ours_does_not_block()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        Assert.Equal(0x80000 | 1, Flags(web.Output.Number));
        Assert.Equal(0x80000 | 0x800, Flags(job.Streams[0].Pipe.Fd.Number));
        web.Close();
    }

    [Fact]
    public void A_pipe_belongs_to_the_user_of_the_job_who_can_open_it_again()
    {
        Needs.Root();
        using var rig = new OutputRig();
        OwnedFd fd = rig.Outputs.Open(rig.Add("web"), 65534, joined: true).Output;
        Assert.Equal("65534", Said("stat", "-Lc", "%u", $"/proc/{Environment.ProcessId}/fd/{fd.Number}"));
        fd.Dispose();
    }

    [Fact]
    public void A_removed_job_is_forgotten_with_all_it_had()
    {
        using var rig = new OutputRig();
        JobOutput job = rig.Add("web");
        JobPipes web = rig.Open(job);
        rig.Write(web.Output, "one\ntw");
        rig.Outputs.Remove(job, rig.Now);
        Assert.Equal("web | one\nweb | tw\n", rig.Shown());
        Assert.Equal(0, rig.Outputs.Memory);
        Assert.Null(rig.Outputs.NextDeadline);
        web.Close();
    }

    private static int Flags(int fd) => Convert.ToInt32(
        File.ReadLines($"/proc/self/fdinfo/{fd}").First(l => l.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim(), 8);

    private static string Said(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return text;
    }
}
