using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>Clients that ask one init, each again as soon as it was answered, until there were enough calls.</summary>
internal sealed unsafe class LoadTrial : IDisposable
{
    private readonly ProcessView _init;
    private readonly long _before;
    private readonly List<LoadClient> _clients = [];
    private readonly LoadCall[] _status;
    private readonly LoadCall _list = LoadCall.List(Limits.LoadJobs);
    private readonly LoadResult _result = new();
    private int _asked;
    private int _answered;

    /// <param name="crew">Init with <see cref="Limits.LoadJobs"/> jobs.</param>
    internal LoadTrial(Crew crew)
    {
        _init = crew.Supervisors()[0];
        _before = _init.Anonymous;
        _status = new LoadCall[Limits.LoadJobs];
        for (int i = 0; i < _status.Length; i++)
        {
            _status[i] = LoadCall.Status(i + 1, crew.PidOf(i + 1));
        }
    }

    internal void Connect(string path)
    {
        for (int i = 0; i < Limits.LoadClients; i++)
        {
            _clients.Add(new LoadClient(path));
        }
    }

    internal LoadResult Run()
    {
        long begin = Clock.Now();
        AskAll();
        _result.PerSecond = Limits.LoadCalls * (double)Clock.Second / (Clock.Now() - begin);
        _result.Growth = _init.Anonymous - _before;
        return _result;
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private void AskAll()
    {
        var entries = stackalloc LibC.PollEntry[Limits.LoadClients];
        for (int i = 0; i < Limits.LoadClients; i++)
        {
            entries[i] = new LibC.PollEntry { fd = _clients[i].Descriptor, events = LibC.POLLIN };
            _clients[i].Ask(NextCall());
        }

        while (_answered < Limits.LoadCalls)
        {
            int ready = LibC.poll(entries, Limits.LoadClients, (int)(Limits.Answer / Clock.Millisecond));
            if (ready < 0)
            {
                continue; // Interrupted.
            }

            if (ready == 0)
            {
                throw new BenchException($"failed: {_asked - _answered} calls were not answered in time");
            }

            for (int i = 0; i < Limits.LoadClients; i++)
            {
                if (entries[i].revents != 0 && _clients[i].Receive())
                {
                    Take(_clients[i]);
                }
            }
        }
    }

    private void Take(LoadClient client)
    {
        long time = Clock.Now() - client.AskedAt;
        (client.Call!.IsList ? _result.Lists : _result.Statuses).Add(time);
        _result.Wrong += client.IsAnswered() ? 0 : 1;
        _answered++;
        if (_asked < Limits.LoadCalls)
        {
            client.Ask(NextCall());
        }
    }

    private LoadCall NextCall()
    {
        int number = _asked++;
        return number % Limits.CallsPerList == 0 ? _list : _status[number % _status.Length];
    }
}
