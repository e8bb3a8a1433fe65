using System;
using System.Collections.Generic;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Harness;

/// <summary>A runtime folder with sessions that test stand-ins serve.</summary>
internal sealed class SessionPlace : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<FakeInit> _inits = [];

    public SessionPlace() => Directory.CreateDirectory(Sessions, (UnixFileMode)0b111_000_000);

    public string Runtime => _folder.Path;

    public string Sessions => _folder.Path + "/miniinit/sessions";

    /// <summary>What leads a tool here that is in no session.</summary>
    public Dictionary<string, string> Environment => new() { ["XDG_RUNTIME_DIR"] = Runtime };

    /// <summary>Adds one that tells when it began.</summary>
    public FakeInit Add(int pid, long startedAt = 1)
    {
        FakeInit init = FakeInit.That(new ControlReply.Done()).AsSession(pid, startedAt);
        _inits.Add(init);
        Tell(pid, init.Path);
        return init;
    }

    /// <summary>Writes the file of a session.</summary>
    public void Tell(int pid, string socket) => File.WriteAllText($"{Sessions}/{pid}.session", $"MINIINIT_SESSION={socket}\n");

    /// <summary>Runs the tool to its end, outside of sessions.</summary>
    public Tool Run(params string[] arguments) => Tool.Run(Environment, arguments);

    public void Dispose()
    {
        _inits.ForEach(init => init.Dispose());
        _folder.Dispose();
    }
}
