using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MiniInit.Linux.Files;

namespace MiniInit.Linux.Accounts;

/// <summary>A line of /etc/passwd, passwd(5).</summary>
/// <param name="Name">Login name.</param>
/// <param name="UserId">User id.</param>
/// <param name="GroupId">Primary group id.</param>
/// <param name="Home">Home directory.</param>
/// <param name="Shell">Login shell.</param>
public sealed record UserAccount(string Name, uint UserId, uint GroupId, string Home, string Shell)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(UserAccount);
}

/// <summary>/etc/passwd and /etc/group as text; read by ourselves, because a static glibc cannot use NSS.</summary>
/// <param name="passwd">The content of /etc/passwd.</param>
/// <param name="group">The content of /etc/group.</param>
/// <remarks>A line that cannot be read is passed over, as libc does.</remarks>
public sealed class AccountFiles(ReadOnlyMemory<byte> passwd, ReadOnlyMemory<byte> group)
{
    /// <summary>The longest file that is read, in bytes: a directory of a hundred thousand users.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    private const string Passwd = "/etc/passwd";
    private const string Group = "/etc/group";

    private const int MaxGroups = 65_536; // NGROUPS_MAX of the kernel

    /// <summary>Files without a line: what is a number is found all the same.</summary>
    public static AccountFiles Empty { get; } = new(default, default);

    /// <summary>Reads the files of this root; one that is missing counts as empty.</summary>
    public static AccountFiles Read() => new(
        BoundedFile.TryRead(Passwd, MaxLength, out _) ?? [],
        BoundedFile.TryRead(Group, MaxLength, out _) ?? []);

    /// <summary>Reads the files that a process with this root directory sees; one that is missing counts as empty.</summary>
    /// <param name="root">An absolute path, or null for our own root. No link leads out of it.</param>
    /// <param name="problem"><c>cannot read …: cause</c>, when the result is null.</param>
    public static AccountFiles? TryRead(string? root, out string problem)
    {
        byte[]? passwd = PlainFile.TryRead(root, Passwd, MaxLength, out string? cause);
        string failed = Passwd;
        byte[]? group = null;
        if (cause is null)
        {
            group = PlainFile.TryRead(root, Group, MaxLength, out cause);
            failed = Group;
        }

        string place = root is null ? "" : $" below {PrintablePath.Escape(root)}";
        problem = cause is null ? "" : $"cannot read {failed}{place}: {cause}";
        return cause is null ? new AccountFiles(passwd ?? [], group ?? []) : null;
    }

    /// <summary>The account of that name, or of that number where the text is one that no account has as its name.</summary>
    /// <param name="nameOrId">A login name or a user id.</param>
    public UserAccount? FindUser(string nameOrId) =>
        FindUser(account => account.Name == nameOrId)
        ?? (TryParseId(nameOrId, out uint id) ? FindUser(account => account.UserId == id) : null);

    /// <summary>The id of the user of that name, or the number that the text is.</summary>
    /// <param name="nameOrId">A login name or a user id.</param>
    public uint? FindUserId(string nameOrId) =>
        FindUser(nameOrId)?.UserId ?? (TryParseId(nameOrId, out uint number) ? number : null);

    /// <summary>The id of the group of that name, or the number that the text is.</summary>
    /// <param name="nameOrId">A group name or id.</param>
    public uint? FindGroup(string nameOrId)
    {
        foreach (string[] fields in Lines(group))
        {
            if (fields.Length >= 3 && fields[0] == nameOrId && TryParseId(fields[2], out uint id))
            {
                return id;
            }
        }

        return TryParseId(nameOrId, out uint number) ? number : null;
    }

    /// <summary>The ids of the primary group and of all groups that list the user, each once.</summary>
    /// <param name="account">The user.</param>
    public IReadOnlyList<uint> GroupsOf(UserAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var ids = new List<uint> { account.GroupId };
        foreach (string[] fields in Lines(group))
        {
            if (ids.Count == MaxGroups)
            {
                break;
            }

            if (fields.Length >= 4 && TryParseId(fields[2], out uint id)
                && Array.IndexOf(fields[3].Split(','), account.Name) >= 0 && !ids.Contains(id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>Reads a user or group id: decimal, and not (uint)-1, which the kernel takes for "unchanged".</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="id">The id.</param>
    public static bool TryParseId(string text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id != uint.MaxValue;

    private UserAccount? FindUser(Predicate<UserAccount> matches)
    {
        foreach (string[] fields in Lines(passwd))
        {
            if (fields.Length >= 7 && TryParseId(fields[2], out uint user) && TryParseId(fields[3], out uint primary))
            {
                var account = new UserAccount(fields[0], user, primary, fields[5], fields[6]);
                if (matches(account))
                {
                    return account;
                }
            }
        }

        return null;
    }

    private static IEnumerable<string[]> Lines(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!line.IsEmpty && line.Span[0] != (byte)'#')
            {
                yield return Encoding.UTF8.GetString(line.Span).Split(':');
            }
        }
    }
}
