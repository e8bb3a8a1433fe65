using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A process of the rig.</summary>
internal sealed record Child(ProcessTicket Ticket, int Pid, string Title, ProcessRole Role)
{
    /// <summary>Whether not even SIGKILL ends it.</summary>
    public bool IsStuck { get; set; }
}
