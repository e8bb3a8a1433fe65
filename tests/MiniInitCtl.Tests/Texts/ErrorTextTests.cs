using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Texts;

/// <summary>What users are told when something cannot be done.</summary>
public sealed class ErrorTextTests
{
    private static readonly Deed s_deed = new("start", "web");

    private static readonly ControlError[] s_errors =
    [
        new ControlError.MethodNotFound("org.miniinit.Control.Fly"),
        new ControlError.InterfaceNotFound("org.miniinit.Air"),
        new ControlError.InvalidShape("job"),
        new ControlError.ExpectedMore(),
        new ControlError.NoSuchJob("wbe", "web"),
        new ControlError.NoSuchInstance("web", "9"),
        new ControlError.NoSuchVariable("X"),
        new ControlError.InvalidJob("web", ["/etc/miniinit/jobs/web.toml:3:1: cannot use \"respwan\"\n   3 | respwan = true"]),
        new ControlError.AlreadyRunning("web", ""),
        new ControlError.NotRunning("web", "tty1"),
        new ControlError.MissingVariable("getty", "TTY", "getty TTY=tty1"),
        new ControlError.Refused("web", "", "init is shutting down"),
        new ControlError.Failed("web", "", new FailureInfo("main", 3, null, "main process (12) terminated with status 3"), ["no \u001b[31mport"]),
        new ControlError.Overtaken("web", ""),
        new ControlError.EventFailed("net-up"),
        new ControlError.Timeout("web", ""),
        new ControlError.PermissionDenied("Start", "web"),
        new ControlError.InvalidParameter("signal", "there is no signal \"X\""),
        new ControlError.Busy("too many clients"),
        new ControlError.Trouble("cannot read a file"),
    ];

    public static TheoryData<string, string, int> Sentences() => new()
    {
        { nameof(ControlError.MethodNotFound), "init does not know org.miniinit.Control.Fly; it is of another version than this miniinitctl, see \"miniinitctl version\"", 1 },
        { nameof(ControlError.InterfaceNotFound), "init does not know org.miniinit.Air; it is of another version than this miniinitctl, see \"miniinitctl version\"", 1 },
        { nameof(ControlError.InvalidShape), "init does not take \"job\" as it was sent; it is of another version than this miniinitctl, see \"miniinitctl version\"", 1 },
        { nameof(ControlError.ExpectedMore), "init expects the call to ask for more; it is of another version than this miniinitctl, see \"miniinitctl version\"", 1 },
        { nameof(ControlError.NoSuchJob), "there is no job of that name; did you mean \"web\"?", 4 },
        { nameof(ControlError.NoSuchInstance), "there is no instance \"9\"; \"miniinitctl status web\" shows those there are", 4 },
        { nameof(ControlError.NoSuchVariable), "X is not set", 1 },
        { nameof(ControlError.InvalidJob), "its file is wrong:\n  /etc/miniinit/jobs/web.toml:3:1: cannot use \"respwan\"\n     3 | respwan = true", 1 },
        { nameof(ControlError.AlreadyRunning), "it is already running; --ok-if-running takes that for success, restart starts it anew", 1 },
        { nameof(ControlError.NotRunning), "it is not running", 3 },
        { nameof(ControlError.MissingVariable), "which instance is not said: add TTY=…; usage: getty TTY=tty1", 1 },
        { nameof(ControlError.Refused), "init is shutting down", 1 },
        { nameof(ControlError.Failed), "main process (12) terminated with status 3; its last output was:\n  no \\u001B[31mport", 1 },
        { nameof(ControlError.Overtaken), "another request came in between, a stop or a restart; \"miniinitctl status\" shows where it is now", 1 },
        { nameof(ControlError.EventFailed), "a job that it starts or stops failed; \"miniinitctl list\" shows where they are", 1 },
        { nameof(ControlError.Timeout), "the time to wait is over; init goes on with it", 1 },
        { nameof(ControlError.PermissionDenied), "you may not; ask as root, or have root allow it with \"control.allow\" of [init]", 1 },
        { nameof(ControlError.InvalidParameter), "there is no signal \"X\"", 2 },
        { nameof(ControlError.Busy), "too many clients; try again", 1 },
        { nameof(ControlError.Trouble), "cannot read a file", 1 },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Each_error_is_a_sentence_that_says_what_to_do(string error, string cause, int code)
    {
        ControlError told = s_errors.Single(one => one.GetType().Name == error);
        Assert.Equal("cannot start web: " + cause, ErrorText.Of(told, s_deed));
        Assert.Equal(code, ErrorCode.Of(told, wantsRunning: false));
    }

    [Fact]
    public void No_error_is_forgotten()
    {
        IEnumerable<string> all = typeof(ControlError).GetNestedTypes(BindingFlags.Public).Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(all, s_errors.Select(one => one.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(all, Sentences().Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
        Assert.All(s_errors, error => Assert.NotEmpty(CompatText.Of(error, s_deed, state: null)));
    }

    [Fact]
    public void An_instance_that_is_not_there_is_not_running_for_what_needs_one() =>
        Assert.Equal(3, ErrorCode.Of(new ControlError.NoSuchInstance("web", "9"), wantsRunning: true));

    [Theory]
    [InlineData("Unknown job: wbe", nameof(ControlError.NoSuchJob), "start", null)]
    [InlineData("Unknown instance: 9", nameof(ControlError.NoSuchInstance), "stop", null)]
    [InlineData("No such variable: X", nameof(ControlError.NoSuchVariable), "tell", null)]
    [InlineData("Job is already running: web", nameof(ControlError.AlreadyRunning), "start", null)]
    [InlineData("Unknown instance: tty1", nameof(ControlError.NotRunning), "stop", "waiting")]
    [InlineData("Job has already been stopped: web (tty1)", nameof(ControlError.NotRunning), "stop", "killed")]
    [InlineData("Job has already been stopped: web (tty1)", nameof(ControlError.NotRunning), "restart", "stopping")]
    [InlineData("Job is not running: web (tty1)", nameof(ControlError.NotRunning), "reload", "spawned")]
    [InlineData("Unknown parameter: TTY\nUsage: getty TTY=tty1", nameof(ControlError.MissingVariable), "start", null)]
    [InlineData("Job failed to start", nameof(ControlError.Failed), "start", null)]
    [InlineData("Job failed while stopping", nameof(ControlError.Failed), "stop", null)]
    [InlineData("Job failed to restart", nameof(ControlError.Failed), "restart", null)]
    [InlineData("Event failed", nameof(ControlError.EventFailed), "emit", null)]
    [InlineData("You do not have permission to modify job: web", nameof(ControlError.PermissionDenied), "start", null)]
    public void Initctls_texts_are_kept_to_the_letter(string text, string error, string verb, string? state) =>
        Assert.Equal(text, CompatText.Of(s_errors.Single(one => one.GetType().Name == error), new Deed(verb, "web"), state));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(3, 4, 4)]
    [InlineData(4, 1, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(5, 1, 5)]
    [InlineData(0, 3, 3)]
    public void The_worst_of_several_codes_counts(int one, int other, int worse)
    {
        Assert.Equal(worse, ExitCode.Worse(one, other));
        Assert.Equal(worse, ExitCode.Worse(other, one));
    }
}
