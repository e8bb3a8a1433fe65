using System.Text;
using MiniInit.Core.Values;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

/// <summary>Who <c>--run-as</c> means.</summary>
/// <param name="Identity">The ids to take on.</param>
/// <param name="Account">The account, or null where a number has none.</param>
internal sealed record RunAs(SpawnIdentity Identity, UserAccount? Account)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(RunAs);

    /// <summary>Finds who <paramref name="text"/> (USER[:GROUP], names or numbers) means.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="files">The account files.</param>
    /// <param name="problem">What is wrong and what would be right, when the result is null.</param>
    /// <remarks>With a group named, it is the only one, as <c>docker run --user</c> has it.</remarks>
    public static RunAs? TryFind(string text, AccountFiles files, out string problem)
    {
        problem = "";
        string user = AccountName.UserOf(text, out string? group);
        UserAccount? account = files.FindUser(user);
        uint id = account?.UserId ?? 0;
        if (account is null && !AccountFiles.TryParseId(user, out id))
        {
            problem = $"cannot run as user \"{Escaped.Text(user)}\": no such user in /etc/passwd";
            return null;
        }

        if (group is not null)
        {
            uint? groupId = files.FindGroup(group);
            problem = groupId is null ? $"cannot run as group \"{Escaped.Text(group)}\": no such group in /etc/group" : "";
            return groupId is { } only ? new RunAs(new SpawnIdentity(id, only, [only]), account) : null;
        }

        if (account is null)
        {
            problem = $"cannot run as user {id}: /etc/passwd does not say its group, so give it: --run-as {id}:GROUP";
            return null;
        }

        return new RunAs(new SpawnIdentity(id, account.GroupId, files.GroupsOf(account)), account);
    }

    /// <summary>Sets HOME, and with an account USER and LOGNAME, which were those of our own user.</summary>
    public void SetVariables(StringVector environment)
    {
        environment.SetVariable("HOME"u8, Encoding.UTF8.GetBytes(Account is { Home.Length: > 0 } ? Account.Home : "/"));
        if (Account is not null)
        {
            byte[] name = Encoding.UTF8.GetBytes(Account.Name);
            environment.SetVariable("USER"u8, name);
            environment.SetVariable("LOGNAME"u8, name);
        }
    }
}
