namespace MiniInit.Supervision.Processes;

/// <summary>A variable that init adds for one process, such as <c>NOTIFY_SOCKET</c>.</summary>
/// <param name="Name">Its name, not empty and without <c>=</c>.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct ProcessVariable(string Name, string Value);
