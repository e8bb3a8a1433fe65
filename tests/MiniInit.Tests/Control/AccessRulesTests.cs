using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Core.Jobs;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using Xunit;

namespace MiniInit.Tests.Control;

public sealed class AccessRulesTests
{
    private static readonly Target s_web = new("web", null, []);
    private static readonly Waiting s_wait = new(true, null);
    private readonly AccessRules _rules = new(new OwnUser(1000, HasNobody: true));

    [Fact]
    public void Root_and_inits_own_user_may_do_everything()
    {
        foreach (uint user in new uint[] { 0, 1000 })
        {
            Caller caller = From(user);

            Assert.True(caller.IsTrusted);
            Assert.True(_rules.May(caller, new ControlCall.Shutdown(null, null)));
            Assert.True(_rules.May(caller, new ControlCall.Start(s_web, s_wait)));
        }
    }

    [Fact]
    public void A_stranger_may_look_and_nothing_else()
    {
        Caller stranger = From(2000);

        Assert.True(_rules.May(stranger, new ControlCall.List([])));
        Assert.True(_rules.May(stranger, new ControlCall.Watch([])));
        Assert.True(_rules.May(stranger, new ControlCall.Status(s_web, null, false)));
        Assert.True(_rules.May(stranger, new ControlCall.GetVersion()));
        Assert.All(Others(), call => Assert.False(_rules.May(stranger, call), call.ToString()));
    }

    [Fact]
    public void The_user_that_the_namespace_does_not_know_is_nobody()
    {
        AccessRules rules = new(new OwnUser(OwnUser.Nobody, HasNobody: true));
        rules.Take([new ControlGrant { Users = ["65534"], Groups = ["65534"] }]);
        Caller nobody = rules.CallerOf(new PeerIdentity(1, OwnUser.Nobody, OwnUser.Nobody, [OwnUser.Nobody]));

        Assert.False(nobody.IsTrusted);
        Assert.All(Others(), call => Assert.False(rules.May(nobody, call), call.ToString()));
    }

    [Fact]
    public void Where_every_number_is_known_65534_is_a_user_like_any_other()
    {
        AccessRules rules = new(new OwnUser(OwnUser.Nobody, HasNobody: false));

        Assert.True(rules.CallerOf(Peer(OwnUser.Nobody)).IsTrusted);
    }

    [Theory]
    [InlineData(1500u, 1500u, 1501u, false)]
    [InlineData(65_530u, 1500u, 1501u, true)]
    [InlineData(1500u, 65_531u, 1501u, true)]
    [InlineData(1500u, 1500u, 65_531u, true)]
    [InlineData(65_534u, 65_534u, 65_534u, false)]
    public void The_numbers_that_stand_for_many_are_the_kernels(uint user, uint group, uint further, bool isUnknown)
    {
        PeerIdentity peer = new(1, user, group, [1, further]);
        OwnUser own = new(0, HasNobody: true) { NobodyUser = 65_530, NobodyGroup = 65_531 };

        Assert.Equal(isUnknown, own.HasUnknown(peer));
        Assert.False((own with { HasNobody = false }).HasUnknown(peer));
    }

    [Fact]
    public void A_group_that_the_namespace_does_not_know_is_granted_nothing()
    {
        _rules.Take([new ControlGrant { Groups = ["65534"] }]);

        Assert.False(_rules.May(_rules.CallerOf(new PeerIdentity(1, 2000, 5, [OwnUser.Nobody])), Start("web")));
    }

    [Theory]
    [InlineData(2000u, 5u, new uint[0], true)]
    [InlineData(2001u, 5u, new uint[0], false)]
    [InlineData(2001u, 70u, new uint[0], true)]
    [InlineData(2001u, 5u, new uint[] { 6, 70 }, true)]
    public void A_grant_is_for_users_and_members_of_groups(uint user, uint group, uint[] groups, bool isAllowed)
    {
        _rules.Take([new ControlGrant { Users = ["2000"], Groups = ["70"] }]);

        Assert.Equal(isAllowed, _rules.May(_rules.CallerOf(new PeerIdentity(1, user, group, groups)), Start("web")));
    }

    [Fact]
    public void A_grant_is_for_the_commands_and_jobs_that_it_names()
    {
        _rules.Take([new ControlGrant { Users = ["2000"], Methods = ["start", "re*"], Jobs = ["web", "worker-*"] }]);
        Caller caller = From(2000);

        Assert.True(_rules.May(caller, Start("web")));
        Assert.True(_rules.May(caller, Start("worker-1")));
        Assert.True(_rules.May(caller, new ControlCall.Restart(s_web, s_wait)));
        Assert.False(_rules.May(caller, Start("db")));
        Assert.False(_rules.May(caller, new ControlCall.Stop(s_web, s_wait)));
    }

    [Fact]
    public void A_grant_for_certain_jobs_is_none_for_what_concerns_all()
    {
        _rules.Take([new ControlGrant { Users = ["2000"], Jobs = ["web"] }]);
        Caller caller = From(2000);

        Assert.False(_rules.May(caller, new ControlCall.Shutdown(null, null)));
        Assert.False(_rules.May(caller, new ControlCall.ReloadConfiguration()));
        Assert.False(_rules.May(caller, new ControlCall.Emit("x", [], s_wait)));
        Assert.False(_rules.May(caller, new ControlCall.Tree(null)));
        Assert.False(_rules.May(caller, new ControlCall.SetEnvironment(["A=b"], false, null)));
    }

    [Fact]
    public void Logs_may_be_asked_for_by_whoever_may_read_some()
    {
        _rules.Take([new ControlGrant { Users = ["2000"], Methods = ["logs"], Jobs = ["web"] }]);
        ControlCall logs = new ControlCall.Logs([], null, null, false);

        Assert.True(_rules.May(From(2000), logs));
        Assert.False(_rules.May(From(2001), logs));
        Assert.True(_rules.May(From(2000), "logs", "web"));
        Assert.False(_rules.May(From(2000), "logs", "db"));
    }

    [Fact]
    public void A_new_configuration_takes_the_place_of_the_old_grants()
    {
        _rules.Take([new ControlGrant { Users = ["2000"] }]);
        _rules.Take([]);

        Assert.False(_rules.May(From(2000), Start("web")));
    }

    private static PeerIdentity Peer(uint user) => new(1, user, user, []);

    private Caller From(uint user) => _rules.CallerOf(Peer(user));

    private static ControlCall.Start Start(string job) => new(new Target(job, null, []), s_wait);

    private static List<ControlCall> Others() =>
    [
        new ControlCall.Start(s_web, s_wait), new ControlCall.Stop(s_web, s_wait), new ControlCall.Restart(s_web, s_wait),
        new ControlCall.Kill(s_web, s_wait), new ControlCall.Reload(s_web), new ControlCall.Signal(s_web, "HUP", false),
        new ControlCall.Reset("web"), new ControlCall.Why(s_web), new ControlCall.Tree("web"), new ControlCall.Tree(null),
        new ControlCall.Emit("e", [], s_wait), new ControlCall.ReloadConfiguration(), new ControlCall.ShowConfiguration(null),
        new ControlCall.GetLogLevel(), new ControlCall.SetLogLevel("debug"), new ControlCall.GetEnvironment("A", null),
        new ControlCall.ListEnvironment(null), new ControlCall.SetEnvironment(["A=b"], false, null),
        new ControlCall.UnsetEnvironment(["A"], null), new ControlCall.ResetEnvironment(null),
        new ControlCall.Logs([], null, null, false), new ControlCall.Events(), new ControlCall.Shutdown(null, null),
    ];
}
