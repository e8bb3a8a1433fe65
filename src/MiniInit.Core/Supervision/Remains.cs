namespace MiniInit.Core.Supervision;

/// <summary>What a main process may have left behind when it ended: its group and session, by the number they have.</summary>
/// <param name="Pid">The process id of the one that led them.</param>
/// <param name="Kill">How far they have been asked to end.</param>
internal readonly record struct Remains(int Pid, KillStage Kill);
