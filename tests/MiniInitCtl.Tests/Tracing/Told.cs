using System;
using System.Collections.Generic;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Tracing;

namespace MiniInit.Ctl.Tests.Tracing;

/// <summary>A story made of events, as the kernel would have told them.</summary>
internal sealed class Told
{
    public const int Root = 12;

    private readonly Redirections _redirections = new();

    public Told()
    {
        Tell(new TraceEvent.Started(Root, 5, Root, 3));
        Exec(Root, "sh");
    }

    public Story Story { get; } = new();

    public List<string> Sentences { get; } = [];

    public IReadOnlyList<string> Tree => StoryTree.Of(Story.Root!, Branches.Ascii);

    public IReadOnlyList<string> Summary => StorySummary.Of(Story);

    public ReadyAdvice Advice => ReadyAdvice.Of(Story);

    public Told Tell(TraceEvent happened)
    {
        string name = Story.Find(happened.Pid)?.Name ?? "";
        if (!Story.Apply(happened))
        {
            return this;
        }

        if (happened is TraceEvent.Redirected change)
        {
            _redirections.Note(change);
        }
        else if (Ctl.Tracing.Sentences.Of(happened, name) is string sentence)
        {
            Sentences.Add(sentence);
        }

        return this;
    }

    public Told Fork(int maker, int child, ForkWay way = ForkWay.Fork, ulong flags = 0) =>
        Tell(new TraceEvent.Forked(maker, child, way, flags, maker));

    public Told Exec(int pid, string name) =>
        Tell(new TraceEvent.Executed(pid, $"/usr/bin/{name}", name, [name, "-x"], IsCut: false));

    public Told Exit(int pid, int code = 0) =>
        Tell(new TraceEvent.Ended(pid, code, 0, DumpedCore: false) { Time = TimeSpan.FromMilliseconds(250) });

    public Told Adopt(int pid, int from) => Tell(new TraceEvent.Adopted(pid, from, 1, "init", Adopter.Init));
}
