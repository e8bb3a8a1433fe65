using System;
using System.Linq;
using MiniInit.Core.Addresses;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

public sealed class NotYetTests
{
    private static readonly JobDefinition s_web = new("web");

    [Fact]
    public void A_plain_job_has_no_such_key() => Assert.Empty(NotYet.Keys(s_web));

    [Fact]
    public void Ways_of_being_ready_that_are_in_effect_are_not_named() => Assert.All(
        new Readiness[] { new Readiness.Exec(), new Readiness.Stop(), new Readiness.Notify(), new Readiness.Descriptor() },
        ready => Assert.Empty(NotYet.Keys(s_web with { Ready = ready })));

    [Fact]
    public void Each_key_is_named_as_it_is_written()
    {
        JobDefinition job = s_web with
        {
            Ready = new Readiness.File("/x"),
            Watchdog = TimeSpan.FromSeconds(1),
            Health = new HealthCheck(new Probe.Run(new JobCommand.Program(["true"]))),
            ControlGroup = new() { PidsMax = 1 },
            Sandbox = new() { ReadOnly = ["/"], PrivateTemporaryFolders = true },
            Every = TimeSpan.FromSeconds(1),
        };
        Assert.Equal(
            "ready.file watchdog health cgroup sandbox.read-only sandbox.private-tmp every",
            string.Join(' ', NotYet.Keys(job)));
        Assert.Equal(
            "ready.file is not in effect yet; the job counts as ready when its program runs", NotYet.Warning("ready.file"));
        Assert.All(
            NotYet.Keys(job).Skip(1),
            key => Assert.DoesNotContain("counts as ready", NotYet.Warning(key), StringComparison.Ordinal));
    }

    [Fact]
    public void Other_ways_of_being_ready_are_named_by_their_kind()
    {
        static Readiness Probed(Probe probe) => new Readiness.Probed(probe, TimeSpan.Zero, TimeSpan.Zero);
        Assert.True(ListenAddress.TryParse("127.0.0.1:80", Transport.Tcp, out ListenAddress? address, out TextError _));
        Assert.Equal(["ready.tcp"], NotYet.Keys(s_web with { Ready = Probed(new Probe.TcpConnect(address)) }));
        Assert.Equal(["ready.exec"], NotYet.Keys(s_web with { Ready = Probed(new Probe.Run(new JobCommand.Script("x"))) }));
        Assert.Equal(["ready.alive"], NotYet.Keys(s_web with { Ready = new Readiness.Alive(TimeSpan.Zero) }));
        Assert.Empty(NotYet.Keys(s_web with { Ready = new Readiness.Fork(), PidFile = "/run/x.pid" }));
        Assert.Empty(NotYet.Keys(s_web with { Ready = new Readiness.Daemon() }));
    }
}
