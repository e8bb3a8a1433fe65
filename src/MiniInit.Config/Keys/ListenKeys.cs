using System.Diagnostics.CodeAnalysis;
using MiniInit.Config.Forms;
using MiniInit.Core.Addresses;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Config.Keys.ListenDraft>;

namespace MiniInit.Config.Keys;

/// <summary>A socket while its keys are read.</summary>
internal sealed record ListenDraft
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ListenDraft);

    public string Name { get; init; } = "unknown";

    public ListenAddress? Address { get; init; }

    public OctalMode? Mode { get; init; }

    public string? User { get; init; }

    public string? Group { get; init; }
}

/// <summary>The keys of one element of <c>listen</c>.</summary>
internal static class ListenKeys
{
    public static TableForm<ListenDraft, ListenSocket> Form { get; } = new(
        new KeyTable<ListenDraft>(
            new ListenDraft(),
            [
                K.Make(
                    "name",
                    new ParsedForm<string>(
                        "socket name", "a socket's name such as \"http\"", PlainName.TryParseSocket, Numbers.None, "http"),
                    draft => draft.Name, (draft, v) => draft with { Name = v },
                    "What LISTEN_FDNAMES calls the socket."),
                K.Make(
                    "tcp", OptionalForm.Of(CommonForms.Address(Transport.Tcp)), draft => AddressOf(draft, Transport.Tcp),
                    (draft, v) => draft with { Address = v }, "The address of a TCP socket."),
                K.Make(
                    "udp", OptionalForm.Of(CommonForms.Address(Transport.Udp)), draft => AddressOf(draft, Transport.Udp),
                    (draft, v) => draft with { Address = v }, "The address of a UDP socket."),
                K.Make(
                    "unix", OptionalForm.Of(CommonForms.Address(Transport.Unix)), draft => draft.Address as ListenAddress.Unix,
                    (draft, v) => draft with { Address = v }, "The path of a Unix stream socket."),
                K.Make(
                    "mode", OptionalForm.Value(CommonForms.Mode), draft => draft.Mode, (draft, v) => draft with { Mode = v },
                    "The permissions of a Unix socket.", "0660"),
                K.Make(
                    "user", OptionalForm.Of(CommonForms.Account), draft => draft.User,
                    (draft, v) => draft with { User = v }, "The owner of a Unix socket.", "init's user"),
                K.Make(
                    "group", OptionalForm.Of(CommonForms.Account), draft => draft.Group,
                    (draft, v) => draft with { Group = v }, "The group of a Unix socket.", "init's group"),
            ],
            new Alternatives(["tcp", "udp", "unix"], IsRequired: true)),
        "a table such as { name = \"http\", tcp = \":80\" }",
        Finish,
        Open)
    {
        Short = ["tcp", "unix"],
    };

    private static ListenAddress? AddressOf(ListenDraft draft, Transport transport) => draft.Address switch
    {
        ListenAddress.Internet internet when internet.Transport == transport => internet,
        ListenAddress.Localhost localhost when localhost.Transport == transport => localhost,
        ListenAddress.Everywhere everywhere when everywhere.Transport == transport => everywhere,
        _ => null,
    };

    private static bool Finish(
        string key, TomlTable table, ListenDraft draft, DiagnosticList report,
        [MaybeNullWhen(false)] out ListenSocket socket)
    {
        socket = null;
        if (draft.Address is not ListenAddress address)
        {
            return false;
        }

        bool isRight = true;
        foreach (TomlEntry entry in table)
        {
            if (entry.Key is "mode" or "user" or "group" && address is not ListenAddress.Unix)
            {
                isRight = report.Cannot(
                    "no-effect",
                    entry,
                    $"cannot use \"{key}.{entry.Key}\" here: only a Unix socket has an owner and a mode; leave it out");
            }
        }

        socket = new ListenSocket(draft.Name, address, draft.Mode ?? JobDefaults.SocketMode, draft.User, draft.Group);
        return isRight;
    }

    private static ListenDraft Open(ListenSocket socket) => new()
    {
        Name = socket.Name,
        Address = socket.Address,
        Mode = socket.Address is ListenAddress.Unix ? socket.Mode : null,
        User = socket.User,
        Group = socket.Group,
    };
}
