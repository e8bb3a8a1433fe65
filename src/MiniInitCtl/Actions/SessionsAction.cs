using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Actions;

/// <summary>Lists the inits of users' sessions.</summary>
internal static class SessionsAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation)
    {
        IReadOnlyList<FoundSession> sessions = Sessions.All(invocation.Variables, out IReadOnlyList<string> unfinished);
        foreach (string folder in unfinished)
        {
            invocation.Complain($"sessions of {TerminalText.Escape(folder)} may be missing: who listens there takes too long");
        }

        if (invocation.AsJson)
        {
            Terminal.Write([.. Json(sessions), (byte)'\n']);
            return ExitCode.Ok;
        }

        foreach (FoundSession session in sessions)
        {
            Terminal.WriteLine($"{session.Pid} unix:path={TerminalText.Escape(session.Place.Path)}");
        }

        return ExitCode.Ok;
    }

    private static byte[] Json(IReadOnlyList<FoundSession> sessions)
    {
        using MemoryStream document = new();
        using (Utf8JsonWriter json = new(document))
        {
            json.WriteStartObject();
            json.WriteStartArray("sessions");
            foreach (FoundSession session in sessions)
            {
                json.WriteStartObject();
                json.WriteNumber("pid", session.Pid);
                json.WriteString("socket", session.Place.Path);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return document.ToArray();
    }
}
