using System.IO;

namespace MiniInit.Bench;

/// <summary>A descriptor that init inherits belongs to the command: kept open in init, a pipe never ends.</summary>
internal sealed class InheritedDescriptor : SingleBehaviour
{
    private const int Inherited = 9;

    internal override string Name => "inherited-descriptor";

    internal override string Summary => "descriptor 9 is inherited";

    internal override string Wanted => "init closed, command open";

    protected override Outcome Observe(Init init, string directory)
    {
        string path = SearchPath.Require("sleep");
        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, path, "1000"))
        {
            Extra = NullDevice.Descriptor,
            ExtraTarget = Inherited,
        });
        ProcessView command = RunningCommand.Await(child, init, path);
        Clock.Sleep(Limits.Settle);
        bool inInit = IsOpen(child.Pid);
        bool inCommand = IsOpen(command.Pid);
        return new Outcome($"init {Tell(inInit)}, command {Tell(inCommand)}", !inInit && inCommand);
    }

    private static bool IsOpen(int pid) => File.Exists($"/proc/{pid}/fd/{Inherited}");

    private static string Tell(bool open) => open ? "open" : "closed";
}
