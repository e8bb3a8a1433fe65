using System;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Rendering;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Invocations;

/// <summary>How the tool was called: what holds for every command.</summary>
/// <param name="Name">What messages begin with: <c>miniinitctl</c>, or the name it was called by.</param>
internal sealed record Invocation(string Name)
{
    /// <summary>What it is called when it is not called by another name.</summary>
    public const string UsualName = "miniinitctl";

    /// <summary>What it is called when it takes initctl's place.</summary>
    public const string CompatibleName = "initctl";

    /// <summary>Whether texts and exit codes are initctl's.</summary>
    public bool IsCompatible { get; init; }

    /// <summary>Which init is meant.</summary>
    public InitChoice Init { get; init; } = new InitChoice.Usual();

    /// <summary>What the environment says of where inits are.</summary>
    public InitVariables Variables { get; init; } = InitVariables.None;

    /// <summary>Whether answers are printed as they came, for programs.</summary>
    public bool AsJson { get; init; }

    /// <summary>How long to wait for an answer; null: for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether only errors are said.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether more is said.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Whether there is no init, and need not be one: an image is being built.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Whether nothing is coloured.</summary>
    public bool HasNoColor { get; init; }

    /// <summary>The job whose process we are; null if we are none.</summary>
    public InstanceName? OwnJob { get; init; }

    /// <summary>Whether standard output is read by a person, who gets tables.</summary>
    public bool IsForPeople => Terminal.IsOutput && !IsCompatible && !AsJson;

    /// <summary>As the environment has it.</summary>
    /// <param name="name">The name it was called by.</param>
    public static Invocation FromEnvironment(string name) => new(name)
    {
        IsCompatible = name == CompatibleName,
        Variables = InitVariables.Read(),
        IsOffline = Variable("MINIINIT_OFFLINE") is not (null or "" or "0"),
        HasNoColor = Variable("NO_COLOR") is not (null or "") || Variable("TERM") is null or "" or "dumb",
        OwnJob = NullIfEmpty(Variable("MINIINIT_JOB")) is string job
            ? new InstanceName(job, Variable("MINIINIT_INSTANCE") ?? "")
            : null,
    };

    /// <summary>Gives the same for an init that was chosen. To another than that whose job we are, our job is none.</summary>
    public Invocation For(InitChoice choice) =>
        this with { Init = choice, OwnJob = Variables.IsOurs(choice) ? OwnJob : null };

    /// <summary>Says what went wrong, on standard error.</summary>
    /// <param name="sentence">What; further lines stand below it.</param>
    public void Complain(string sentence) => Terminal.WriteErrorLine($"{Name}: {sentence}");

    /// <summary>Says what was done, on standard output, unless only errors are wanted.</summary>
    public void Say(string line)
    {
        if (!IsQuiet)
        {
            Terminal.WriteLine(line);
        }
    }

    /// <summary>Says what few want to know, on standard error.</summary>
    public void Explain(string sentence)
    {
        if (IsVerbose)
        {
            Complain(sentence);
        }
    }

    /// <summary>Gives the exit code that is exited with: initctl knows but one for failure.</summary>
    public int Exit(int code) => IsCompatible && code != ExitCode.Ok ? ExitCode.Error : code;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private static string? NullIfEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
