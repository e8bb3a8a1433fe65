using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>What some users may do over the control socket. An empty list means all.</summary>
public sealed record ControlGrant
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ControlGrant);

    /// <summary>Users, by name or number.</summary>
    public ValueList<string> Users { get; init; } = [];

    /// <summary>Groups, by name or number.</summary>
    public ValueList<string> Groups { get; init; } = [];

    /// <summary>Commands such as <c>start</c>.</summary>
    public ValueList<string> Methods { get; init; } = [];

    /// <summary>Jobs, by name or glob.</summary>
    public ValueList<string> Jobs { get; init; } = [];
}
