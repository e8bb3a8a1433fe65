using System.Collections.Generic;
using MiniInit.Control.Access;

namespace MiniInit.Control;

/// <summary>The clients that are connected, and for how many more there is room.</summary>
internal sealed class ClientTable
{
    private readonly Dictionary<ulong, ControlClient> _clients = [];
    private readonly List<KeyValuePair<ulong, ControlClient>> _snapshot = [];

    /// <summary>Whether a client holds more memory than there is for it: that of strangers is limited, all together.</summary>
    public bool IsTooMuch(ControlClient client) =>
        !client.Caller.IsTrusted && client.Allocated > ControlLimits.StrangersShare
        && StrangersBytes > ControlLimits.StrangersBytes;

    /// <summary>Gives the client of a token; null if it is gone.</summary>
    public ControlClient? Find(ulong token) => _clients.GetValueOrDefault(token);

    /// <summary>Adds one.</summary>
    public void Add(ulong token, ControlClient client) => _clients.Add(token, client);

    /// <summary>Takes one out.</summary>
    public void Remove(ulong token) => _clients.Remove(token);

    /// <summary>Gives all, to be walked over while some go. Good until the next call.</summary>
    public IReadOnlyList<KeyValuePair<ulong, ControlClient>> Snapshot()
    {
        _snapshot.Clear();
        _snapshot.AddRange(_clients);
        return _snapshot;
    }

    /// <summary>Says why there is no room for one more; null if there is.</summary>
    public string? Refusal(Caller caller)
    {
        int most = caller.IsTrusted ? ControlLimits.Clients : ControlLimits.Clients - ControlLimits.ClientsForRoot;
        if (_clients.Count >= most)
        {
            return $"there are {_clients.Count} connections, which are the most";
        }

        int own = 0;
        foreach (ControlClient client in _clients.Values)
        {
            own += client.Caller.Peer.UserId == caller.Peer.UserId ? 1 : 0;
        }

        return !caller.IsTrusted && own >= ControlLimits.ClientsOfUser
            ? $"user {caller.Peer.UserId} has {own} connections, which are the most" : null;
    }

    private int StrangersBytes
    {
        get
        {
            int bytes = 0;
            foreach (ControlClient client in _clients.Values)
            {
                bytes += client.Caller.IsTrusted ? 0 : client.Allocated;
            }

            return bytes;
        }
    }
}
