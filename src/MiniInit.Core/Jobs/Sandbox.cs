using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>What the processes of a job may not do.</summary>
public sealed record Sandbox
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Sandbox);

    /// <summary>Whether no exec gives them more rights, <c>PR_SET_NO_NEW_PRIVS</c> of prctl(2).</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>The capabilities that are left of those init has; null: all of them.</summary>
    public ValueList<Capability>? Capabilities { get; init; }

    /// <summary>The capabilities that a program gets although it is not root's, capabilities(7).</summary>
    public ValueList<Capability> Ambient { get; init; } = [];

    /// <summary>The folders that are read-only; <c>/</c> is all.</summary>
    public ValueList<string> ReadOnly { get; init; } = [];

    /// <summary>Whether /tmp and /var/tmp are its own and empty.</summary>
    public bool PrivateTemporaryFolders { get; init; }

    /// <summary>What follows when one of these cannot be had.</summary>
    public OnUnavailable OnUnavailable { get; init; } = OnUnavailable.Warn;
}
