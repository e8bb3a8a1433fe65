namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>The numbers of signals that tests send.</summary>
internal static class Signals
{
    public const int Hup = 1, Interrupt = 2, Kill = 9, Usr1 = 10, Segv = 11, Usr2 = 12, Term = 15, Cont = 18, Stop = 19;
}
