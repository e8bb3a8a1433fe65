using System;
using System.Collections.Generic;

namespace MiniInit.Ctl.Tracing;

/// <summary>A process as the story knows it.</summary>
internal sealed class StoryProcess(int pid, StoryProcess? maker)
{
    private readonly List<StoryProcess> _children = [];
    private readonly List<string> _programs = [];
    private readonly string?[] _standard = [.. maker?._standard ?? ["", "", ""]];

    /// <summary>Its process id.</summary>
    public int Pid => pid;

    /// <summary>Who made it; null: the command itself.</summary>
    public StoryProcess? Maker => maker;

    /// <summary>By how many forks it comes from the command.</summary>
    public int Depth { get; } = maker is null ? 0 : maker.Depth + 1;

    /// <summary>How it was made.</summary>
    public ForkWay Way { get; set; }

    /// <summary>The flags it was made with, or 0.</summary>
    public ulong Flags { get; set; }

    /// <summary>Its name, perhaps of its own choice.</summary>
    public string Name { get; set; } = maker?.Name ?? "";

    /// <summary>Its parent of now.</summary>
    public int Parent { get; set; }

    /// <summary>Its process group.</summary>
    public int Group { get; set; } = maker?.Group ?? 0;

    /// <summary>Its session.</summary>
    public int Session { get; set; } = maker?.Session ?? 0;

    /// <summary>Whether it called setsid(2) itself.</summary>
    public bool LedSession => Session == pid;

    /// <summary>Whether it takes in orphans.</summary>
    public bool Adopts { get; set; }

    /// <summary>How many threads it made.</summary>
    public int Threads { get; set; }

    /// <summary>Its last adoption; null: it still is its parent's.</summary>
    public TraceEvent.Adopted? Adoption { get; set; }

    /// <summary>Its end; null: it lives.</summary>
    public TraceEvent.Ended? End { get; set; }

    /// <summary>What it made, as far as that is kept, in order.</summary>
    public IReadOnlyList<StoryProcess> Children => _children;

    /// <summary>The names of the programs that it became, in order; none: it stayed what its maker was.</summary>
    public IReadOnlyList<string> Programs => _programs;

    /// <summary>How many programs were left out between the first ones and the last one.</summary>
    public int ProgramsLeftOut { get; private set; }

    /// <summary>How many below it were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Its standard input, output and error: null closed, empty unchanged since the start.</summary>
    public IReadOnlyList<string?> Standard => _standard;

    /// <summary>Whether all three are closed or /dev/null, as daemons have them.</summary>
    public bool IsDetached => Array.TrueForAll(_standard, target => target is null or "/dev/null");

    /// <summary>Adds what it made.</summary>
    public void Add(StoryProcess child) => _children.Add(child);

    /// <summary>Adds a program that it became.</summary>
    public void AddProgram(string program)
    {
        if (_programs.Count == TraceLimits.KeptPrograms)
        {
            _programs.RemoveAt(TraceLimits.KeptPrograms - 1);
            ProgramsLeftOut++;
        }

        _programs.Add(program);
    }

    /// <summary>Sets what a standard descriptor is.</summary>
    public void Redirect(int descriptor, string? target) => _standard[descriptor] = target;

    /// <summary>Leaves out one that it made and has nothing below it any more.</summary>
    public void LeaveOut(StoryProcess child)
    {
        _children.Remove(child);
        LeftOut += 1 + child.LeftOut;
    }
}
