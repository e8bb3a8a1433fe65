namespace MiniInit.Core.Supervision;

/// <summary>What may be left of an instance without a main process.</summary>
/// <param name="Pid">The process id of the main process, which led its group and session; 0 where there was none.</param>
/// <param name="Kill">How far they have been asked to end.</param>
/// <param name="Scope">Group: only what is in that group. Tree: all that came from the instance.</param>
internal readonly record struct Remains(int Pid, KillStage Kill, SignalScope Scope);
