using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MiniInit.Core.Values;

namespace MiniInit.Ctl.Tracing;

/// <summary>What happened, for programs: one object a line, as miniinitctl(1) documents them.</summary>
internal static class JsonLines
{
    /// <summary>Gives the line of an event, with its end.</summary>
    /// <param name="happened">What happened.</param>
    public static string Of(TraceEvent happened) => Line(writer =>
    {
        writer.WriteString("event", Word(happened));
        writer.WriteNumber("time", Math.Round(happened.Time.TotalSeconds, 6));
        writer.WriteNumber("pid", happened.Pid);
        WriteFacts(writer, happened);
    });

    /// <summary>Gives the last line.</summary>
    public static string OfSummary(Story story) => Line(writer =>
    {
        ReadyAdvice advice = ReadyAdvice.Of(story);
        writer.WriteString("event", "summary");
        writer.WriteNumber("pid", story.Root!.Pid);
        writer.WriteNumber("processes", story.Count);
        if (story.Root.End is TraceEvent.Ended end)
        {
            WriteEnd(writer, end);
        }

        if (advice.Ready is string ready)
        {
            writer.WriteString("ready", ready);
        }

        if (advice.Main is StoryProcess main)
        {
            writer.WriteNumber("main", main.Pid);
        }

        writer.WriteStartArray("survivors");
        foreach (StoryProcess survivor in StorySummary.Survivors(story))
        {
            writer.WriteStartObject();
            writer.WriteNumber("pid", survivor.Pid);
            writer.WriteString("name", survivor.Name);
            writer.WriteNumber("parent", survivor.Parent);
            writer.WriteNumber("forks", survivor.Depth);
            writer.WriteNumber("session", survivor.Session);
            writer.WriteNumber("group", survivor.Group);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Word(TraceEvent happened) => happened switch
    {
        TraceEvent.Started => "start",
        TraceEvent.Forked => "fork",
        TraceEvent.ThreadStarted => "thread",
        TraceEvent.Executed => "exec",
        TraceEvent.Named => "name",
        TraceEvent.LedSession => "session",
        TraceEvent.JoinedGroup => "group",
        TraceEvent.Subreaping => "subreaper",
        TraceEvent.Redirected => "redirect",
        TraceEvent.ChangedUser => "user",
        TraceEvent.Stopped => "stop",
        TraceEvent.Continued => "continue",
        TraceEvent.Ended => "end",
        TraceEvent.Adopted => "adopted",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void WriteFacts(Utf8JsonWriter writer, TraceEvent happened)
    {
        switch (happened)
        {
            case TraceEvent.Started started:
                writer.WriteNumber("parent", started.Parent);
                writer.WriteNumber("group", started.Group);
                writer.WriteNumber("session", started.Session);
                break;
            case TraceEvent.Forked forked:
                WriteFork(writer, forked);
                break;
            case TraceEvent.ThreadStarted started:
                writer.WriteNumber("thread", started.Thread);
                break;
            case TraceEvent.Executed executed:
                writer.WriteString("program", executed.Program);
                writer.WriteString("name", executed.Name);
                WriteList(writer, "arguments", executed.Arguments);
                writer.WriteBoolean("cut", executed.IsCut);
                break;
            case TraceEvent.Named named:
                writer.WriteString("name", named.Name);
                break;
            case TraceEvent.LedSession:
                writer.WriteNumber("session", happened.Pid);
                break;
            case TraceEvent.JoinedGroup joined:
                writer.WriteNumber("group", joined.Group);
                break;
            case TraceEvent.Subreaping subreaping:
                writer.WriteBoolean("adopts", subreaping.Adopts);
                break;
            case TraceEvent.Redirected redirected:
                writer.WriteNumber("descriptor", redirected.Descriptor);
                writer.WriteString("target", redirected.Target);
                break;
            case TraceEvent.ChangedUser changed:
                writer.WriteNumber("user", changed.User);
                break;
            case TraceEvent.Stopped stopped:
                writer.WriteString("signal", new Signal(stopped.Signal).Name);
                break;
            case TraceEvent.Continued:
                break;
            case TraceEvent.Ended ended:
                WriteEnd(writer, ended);
                break;
            case TraceEvent.Adopted adopted:
                WriteAdoption(writer, adopted);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void WriteFork(Utf8JsonWriter writer, TraceEvent.Forked forked)
    {
        writer.WriteNumber("child", forked.Child);
        writer.WriteNumber("parent", forked.Parent);
        writer.WriteString("by", forked.Way switch
        {
            ForkWay.Fork => "fork",
            ForkWay.Vfork => "vfork",
            ForkWay.Clone => "clone",
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        WriteList(writer, "flags", CloneFlags.Words(forked.Way, forked.Flags));
    }

    private static void WriteAdoption(Utf8JsonWriter writer, TraceEvent.Adopted adopted)
    {
        writer.WriteNumber("from", adopted.From);
        writer.WriteNumber("by", adopted.By);
        writer.WriteString("name", adopted.ByName);
        writer.WriteString("adopter", adopted.Adopter switch
        {
            Adopter.Init => "init",
            Adopter.Subreaper => "subreaper",
            Adopter.Ourselves => "miniinitctl",
            Adopter.Outside => "outside",
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    private static void WriteEnd(Utf8JsonWriter writer, TraceEvent.Ended ended)
    {
        if (ended.Signal == 0)
        {
            writer.WriteNumber("code", ended.ExitCode);
        }
        else
        {
            writer.WriteString("signal", new Signal(ended.Signal).Name);
            writer.WriteBoolean("core", ended.DumpedCore);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter writer = new(output))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan) + "\n";
    }
}
