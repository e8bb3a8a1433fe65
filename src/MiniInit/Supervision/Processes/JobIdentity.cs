using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>Whom <c>user</c>, <c>group</c> and <c>groups</c> of a job mean.</summary>
/// <param name="Change">The ids to take on, or null when nothing changes.</param>
/// <param name="Account">The account of <c>user</c>; null without one.</param>
internal sealed record JobIdentity(SpawnIdentity? Change, UserAccount? Account)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(JobIdentity);

    /// <summary>Init's own.</summary>
    public static JobIdentity Unchanged { get; } = new(null, null);

    /// <summary>Whether a job has one of these keys, so that the account files are needed.</summary>
    public static bool IsGiven(JobDefinition job) =>
        job.User is not null || job.Group is not null || job.Groups.Count > 0;

    /// <summary>Finds the ids.</summary>
    /// <param name="job">The job.</param>
    /// <param name="own">Who init is.</param>
    /// <param name="files">The account files that the job sees.</param>
    /// <param name="problem"><c>cannot …: cause (what helps)</c>, when the result is null.</param>
    /// <remarks>
    /// The user's groups are the primary one and those that list the user, to which <c>groups</c> come; with
    /// <c>group</c> that takes the place of the primary one. Without a user they are init's and <c>groups</c>.
    /// </remarks>
    public static JobIdentity? TryFind(JobDefinition job, OwnIdentity own, AccountFiles files, out string problem)
    {
        string place = job.RootFolder is null ? "" : $" below \"{Escaped.Text(job.RootFolder)}\"";
        uint user = own.UserId;
        UserAccount? account = job.User is null ? null : files.FindUser(job.User);
        if (job.User is not null)
        {
            user = account?.UserId ?? 0;
            if (account is null && !AccountFiles.TryParseId(job.User, out user))
            {
                problem = $"cannot run as user \"{Escaped.Text(job.User)}\": no such user in /etc/passwd{place}";
                return null;
            }
        }

        if (!TryFindGroups(job, files, place, out uint? named, out List<uint> added, out problem))
        {
            return null;
        }

        // Nobody but root may ask for groups, not even for the same ones.
        bool isOurselves = user == own.UserId && (named is null || named == own.GroupId) && AreIn(added, own);
        if (isOurselves && (own.UserId != 0 || job.User is null))
        {
            return new JobIdentity(null, account);
        }

        uint? group = named ?? account?.GroupId ?? (job.User is null ? own.GroupId : null);
        if (group is not uint primary)
        {
            problem = $"cannot run as user {user}: /etc/passwd{place} does not say its group (set \"group\" as well)";
            return null;
        }

        List<uint> groups = [.. account is not null ? files.GroupsOf(account with { GroupId = primary })
            : job.User is not null ? [primary] : own.Groups];
        foreach (uint one in added)
        {
            if (!groups.Contains(one))
            {
                groups.Add(one);
            }
        }

        // Nor may root where a container has taken its capabilities.
        bool isSame = isOurselves && primary == own.GroupId && groups.Count == own.Groups.Count && AreIn(groups, own);
        return new JobIdentity(isSame ? null : new SpawnIdentity(user, primary, groups), account);
    }

    private static bool TryFindGroups(
        JobDefinition job, AccountFiles files, string place, out uint? named, out List<uint> added, out string problem)
    {
        problem = "";
        added = [];
        named = job.Group is null ? null : files.FindGroup(job.Group);
        if (job.Group is not null && named is null)
        {
            problem = $"cannot run as group \"{Escaped.Text(job.Group)}\": no such group in /etc/group{place}";
            return false;
        }

        foreach (string name in job.Groups)
        {
            if (files.FindGroup(name) is not uint id)
            {
                problem = $"cannot run with group \"{Escaped.Text(name)}\": no such group in /etc/group{place}";
                return false;
            }

            added.Add(id);
        }

        return true;
    }

    private static bool AreIn(List<uint> groups, OwnIdentity own)
    {
        foreach (uint group in groups)
        {
            if (!own.IsIn(group))
            {
                return false;
            }
        }

        return true;
    }
}
