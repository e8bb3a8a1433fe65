using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Runs;

namespace MiniInit.Control.Access;

/// <summary>Who may do what: root and init's own user everything, others what tells no secrets, and what is granted.</summary>
/// <param name="own">Who init is.</param>
internal sealed class AccessRules(OwnUser own)
{
    private readonly List<Grant> _grants = [];
    private ValueList<ControlGrant> _definitions = [];

    /// <summary>What callers have started, and so is theirs.</summary>
    public ClientRuns Runs { get; init; } = new();

    /// <summary>Changes whenever somebody may have other rights.</summary>
    public long Version { get; private set; }

    /// <summary>Takes what the configuration grants; names of users and groups count as they are now.</summary>
    /// <param name="allow">The key <c>init.control.allow</c>.</param>
    public void Take(ValueList<ControlGrant> allow)
    {
        Version++;
        _definitions = allow;
        _grants.Clear();
        AccountFiles? accounts = null;
        foreach (ControlGrant grant in _definitions)
        {
            accounts ??= AccountFiles.Read();
            _grants.Add(Resolve(grant, accounts));
        }
    }

    /// <summary>Makes a caller of who is at the other end.</summary>
    public Caller CallerOf(PeerIdentity peer) => new(peer, own.IsTrusted(peer.UserId));

    /// <summary>Whether a caller may make a call.</summary>
    public bool May(Caller caller, ControlCall call) =>
        call is ControlCall.GetInfo or ControlCall.GetInterfaceDescription or ControlCall.GetVersion or ControlCall.List
            or ControlCall.Watch or ControlCall.Status
        || (call is ControlCall.Logs && MayForSome(caller, "logs"))
        || May(caller, CommandName.Of(call), CommandName.JobOf(call));

    /// <summary>Whether a caller may use a command.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">As miniinitctl calls it.</param>
    /// <param name="job">With which job; null: not with any one, which a grant for certain jobs does not allow.</param>
    public bool May(Caller caller, string command, string? job)
    {
        if (caller.IsTrusted)
        {
            return true;
        }

        foreach (Grant grant in _grants)
        {
            if (IsMeant(grant, caller.Peer) && CoversCommand(grant.Definition.Methods, command) && Covers(grant.Definition.Jobs, job))
            {
                return true;
            }
        }

        return job is not null && command is "status" or "logs" or "signal" or "stop" or "kill" or "why"
            && !own.IsNobody(caller.Peer.UserId) && Runs.IsOf(job, caller.Peer.UserId);
    }

    /// <summary>Whether a caller has any grant for a command: for some job, or for all.</summary>
    public bool MayForSome(Caller caller, string command)
    {
        if (caller.IsTrusted)
        {
            return true;
        }

        foreach (Grant grant in _grants)
        {
            if (IsMeant(grant, caller.Peer) && CoversCommand(grant.Definition.Methods, command))
            {
                return true;
            }
        }

        return command == "logs" && !own.IsNobody(caller.Peer.UserId) && Runs.CountOf(caller.Peer.UserId) > 0;
    }

    private bool IsMeant(Grant grant, PeerIdentity peer)
    {
        // A user that our namespace does not know has the same number as others that it does not know.
        if (own.IsNobody(peer.UserId))
        {
            return false;
        }

        if (grant.Users.Contains(peer.UserId) || grant.Groups.Contains(peer.GroupId))
        {
            return true;
        }

        foreach (uint group in peer.Groups)
        {
            if (grant.Groups.Contains(group))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>To run what one likes is more than to drive jobs: a grant of all that does not name it is not one of that.</summary>
    private static bool CoversCommand(ValueList<string> patterns, string command) =>
        (patterns.Count > 0 || command != "run") && Covers(patterns, command);

    private static bool Covers(ValueList<string> patterns, string? name)
    {
        if (patterns.Count == 0)
        {
            return true;
        }

        foreach (string pattern in name is null ? [] : patterns)
        {
            if (Glob.IsMatch(pattern, name))
            {
                return true;
            }
        }

        return false;
    }

    private Grant Resolve(ControlGrant grant, AccountFiles accounts)
    {
        HashSet<uint> users = [];
        foreach (string name in grant.Users)
        {
            if (accounts.FindUserId(name) is uint id)
            {
                _ = users.Add(id);
            }
        }

        HashSet<uint> groups = [];
        foreach (string name in grant.Groups)
        {
            if (accounts.FindGroup(name) is uint id)
            {
                _ = groups.Add(id);
            }
        }

        // The number of all groups that our namespace does not know.
        if (own.HasNobody)
        {
            _ = groups.Remove(own.NobodyGroup);
        }

        return new Grant(grant, users, groups);
    }

    private sealed record Grant(ControlGrant Definition, HashSet<uint> Users, HashSet<uint> Groups)
    {
        /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
        public override string ToString() => nameof(Grant);
    }
}
