using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Lists the inits of users' sessions.</summary>
internal static class SessionsAction
{
    /// <summary>Where the folders of users are while they are logged in.</summary>
    private const string RuntimeFolders = "/run/user";

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation)
    {
        using MemoryStream document = new();
        using (Utf8JsonWriter json = new(document))
        {
            json.WriteStartObject();
            json.WriteStartArray("sessions");
            foreach (string path in Places())
            {
                if (Version(invocation, path) is ControlReply.Version { Mode: "user" } session)
                {
                    json.WriteStartObject();
                    json.WriteNumber("pid", session.Pid);
                    json.WriteString("socket", path);
                    json.WriteEndObject();
                    Say(invocation, $"{session.Pid} unix:path={TerminalText.Escape(path)}");
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (invocation.AsJson)
        {
            Terminal.Write([.. document.ToArray(), (byte)'\n']);
        }

        return ExitCode.Ok;
    }

    private static void Say(Invocation invocation, string line)
    {
        if (!invocation.AsJson)
        {
            Terminal.WriteLine(line);
        }
    }

    /// <summary>Our own, and those of other users whose folders may be entered.</summary>
    private static SortedSet<string> Places()
    {
        uint user = CurrentProcess.EffectiveUserId;
        SortedSet<string> folders = new(StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } own)
        {
            folders.Add(own);
        }

        try
        {
            folders.UnionWith(Directory.EnumerateDirectories(RuntimeFolders));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There are none, as in most containers.
        }

        SortedSet<string> places = new(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            places.UnionWith(ControlPaths.Of(option: null, variable: null, user, folder));
        }

        return places;
    }

    /// <summary>What answers at a path; null for nothing, or nothing that is alive.</summary>
    private static ControlReply.Version? Version(Invocation invocation, string path)
    {
        using InitConnection? connection =
            InitConnection.TryOpen(invocation with { Socket = path, AsJson = false }, out _);
        Answer? answer = connection?.Ask(new ControlCall.GetVersion(), CtlLimits.CompletionMs);
        return answer is Answer.Reply { Told: ControlReply.Version version } ? version : null;
    }
}
