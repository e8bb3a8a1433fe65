using System;

namespace MiniInit.Protocol.Wire;

/// <summary>The words that the interface allows where a text is one of a few.</summary>
public static class Choices
{
    private static readonly string[] s_goals = ["start", "stop"];

    private static readonly string[] s_states =
    [
        "waiting", "starting", "pre_start", "spawned", "post_start", "running",
        "pre_stop", "stopping", "killed", "post_stop", "unkillable", "invalid",
    ];

    private static readonly string[] s_roles = ["pre_start", "post_start", "pre_stop", "post_stop", "reload"];
    private static readonly string[] s_levels = ["debug", "info", "message", "warn", "error", "fatal"];
    private static readonly string[] s_modes = ["system", "user"];
    private static readonly string[] s_jobTypes = ["service", "task", "state"];
    private static readonly string[] s_actions = ["exit", "power_off", "reboot"];

    /// <summary>What an instance is meant to be.</summary>
    public static ReadOnlySpan<string> Goals => s_goals;

    /// <summary>Where an instance is.</summary>
    public static ReadOnlySpan<string> States => s_states;

    /// <summary>What a helper does.</summary>
    public static ReadOnlySpan<string> Roles => s_roles;

    /// <summary>How much is said.</summary>
    public static ReadOnlySpan<string> Levels => s_levels;

    /// <summary>Whose init it is.</summary>
    public static ReadOnlySpan<string> Modes => s_modes;

    /// <summary>What kind of job there is.</summary>
    public static ReadOnlySpan<string> JobTypes => s_jobTypes;

    /// <summary>What comes after the end.</summary>
    public static ReadOnlySpan<string> Actions => s_actions;
}
