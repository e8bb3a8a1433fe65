using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Texts;

/// <summary>The name of an instance as Upstart has it: <c>web</c>, <c>getty (tty1)</c>.</summary>
internal static class JobTitle
{
    /// <summary>Of an instance.</summary>
    /// <param name="job">The job.</param>
    /// <param name="instance">The instance's name; null or empty where there is one.</param>
    public static string Of(string job, string? instance) =>
        TerminalText.Escape(string.IsNullOrEmpty(instance) ? job : $"{job} ({instance})");

    /// <summary>Of what was asked for.</summary>
    public static string Of(Target target) => target.Environment.Count == 0
        ? Of(target.Job, target.Instance)
        : TerminalText.Escape($"{target.Job} {string.Join(' ', target.Environment)}");
}
