using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Connections;

/// <summary>A connection to init. Calls are answered in the order in which they were sent.</summary>
internal sealed class InitConnection : IDisposable
{
    private const int ReceivedAtOnce = 16 * 1024;

    private readonly ControlConnection _connection;
    private readonly bool _keepsJson;
    private readonly FrameBuffer _frames = new(ProtocolLimits.ReplyBytes);
    private readonly Queue<ControlCall> _unanswered = new();
    private readonly byte[] _received = GC.AllocateUninitializedArray<byte>(ReceivedAtOnce);

    private bool _isBroken;

    private InitConnection(SocketPlace place, ControlConnection connection, bool keepsJson)
    {
        Place = place;
        _connection = connection;
        _keepsJson = keepsJson;
    }

    /// <summary>Where it leads.</summary>
    public SocketPlace Place { get; }

    /// <summary>Connects to the init that is meant; null if it cannot be reached.</summary>
    /// <param name="invocation">Which init is meant, and whether answers are kept as they came.</param>
    /// <param name="tried">Where it was tried in vain.</param>
    public static InitConnection? TryOpen(Invocation invocation, out IReadOnlyList<Unreachable> tried)
    {
        IReadOnlyList<SocketPlace> places = SocketPlaces.Of(invocation);
        InitConnection? connection = TryOpen(places[0], invocation.AsJson, out Unreachable? failed);
        if (connection is not null && places[0].IsSession && Trust.DoubtOfSession(connection, invocation.Timeout) is string doubt)
        {
            connection.Dispose();
            connection = null;
            failed = new Unreachable(places[0].Path, Errno.EPERM) { Origin = places[0].Origin, Doubt = doubt };
        }

        if (connection is not null)
        {
            tried = [];
            return connection;
        }

        List<Unreachable> all = [failed!];
        for (int i = 1; i < places.Count && failed!.Stranger is null; i++)
        {
            all.Add(new Unreachable(places[i].Path, Errno.ENOENT) { Origin = places[i].Origin, FolderOwner = places[i].Owner });
        }

        if (invocation.Init is InitChoice.Session { IsPath: false } session)
        {
            all[0] = all[0] with { Session = session.Name };
        }

        tried = all;
        return null;
    }

    /// <summary>Connects to a place; null if that is not possible, or not wise.</summary>
    /// <param name="place">Where to.</param>
    /// <param name="keepsJson">Whether answers are kept as they came.</param>
    /// <param name="failed">Why there is no connection.</param>
    /// <param name="timeoutMs">How long to wait while too many others do, in milliseconds.</param>
    public static InitConnection? TryOpen(
        SocketPlace place, bool keepsJson, out Unreachable? failed, int timeoutMs = CtlLimits.AnswerMs)
    {
        failed = place.Origin is PlaceOrigin.NoSessionFile or PlaceOrigin.SeveralSessionFiles
            ? new Unreachable(place.Path, Errno.ENOENT) { Origin = place.Origin, FolderOwner = place.Owner }
            : Trust.DoubtOfFolder(place);
        if (failed is not null)
        {
            return null;
        }

        if (ControlConnection.Connect(place.Path, out Errno errno, timeoutMs) is not ControlConnection connection)
        {
            failed = new Unreachable(place.Path, errno) { Origin = place.Origin };
            return null;
        }

        uint holder = connection.Peer.UserId;
        if (Trust.IsTrusted(place, holder))
        {
            return new InitConnection(place, connection, keepsJson);
        }

        connection.Dispose();
        failed = new Unreachable(place.Path, Errno.EPERM) { Origin = place.Origin, Stranger = holder };
        return null;
    }

    /// <summary>Its descriptor, readable when <see cref="Receive"/> may have something.</summary>
    public OwnedFd Fd => _connection.Fd;

    /// <summary>Sends a call. That it cannot be sent is told by <see cref="Receive"/>, which may know why.</summary>
    /// <param name="call">What to ask for.</param>
    /// <param name="wantsMore">Whether it may be answered by several replies.</param>
    /// <param name="descriptors">Descriptors that come with it.</param>
    public void Send(ControlCall call, bool wantsMore = false, ReadOnlySpan<int> descriptors = default)
    {
        _unanswered.Enqueue(call);
        if (_isBroken)
        {
            return;
        }

        ArrayBufferWriter<byte> frame = new();
        CallWriter.Write(frame, call, wantsMore);
        ReadOnlySpan<byte> left = frame.WrittenSpan;
        while (left.Length > 0)
        {
            IoResult result = descriptors.IsEmpty ? _connection.Send(left, out int count) : _connection.Send(left, descriptors, out count);
            switch (result)
            {
                case IoResult.Done:
                    descriptors = default; // the first byte has them
                    left = left[count..];
                    break;
                case IoResult.WouldBlock when _connection.Wait(Readiness.Writable, CtlLimits.AnswerMs):
                    break;
                case IoResult.WouldBlock or IoResult.Closed:
                    // What comes after half a frame would be read as its other half.
                    _isBroken = true;
                    return;
                default:
                    throw new UnreachableException();
            }
        }
    }

    /// <summary>Gives the next answer to the oldest call that is not answered yet.</summary>
    /// <param name="timeoutMs">How long to wait for it, in milliseconds; -1 without end.</param>
    /// <returns>Null if there is none yet.</returns>
    public Answer? Receive(int timeoutMs)
    {
        long end = Environment.TickCount64 + timeoutMs;
        while (true)
        {
            if (_frames.TryTake(out ReadOnlySpan<byte> frame))
            {
                return Read(frame);
            }

            int left = timeoutMs < 0 ? -1 : (int)Math.Max(0, end - Environment.TickCount64);
            switch (_connection.Receive(_received, out int count))
            {
                case IoResult.Done when _frames.TryAppend(_received.AsSpan(0, count)):
                    break;
                case IoResult.Done:
                    return new Answer.Lost("what answers there does not speak as init does");
                case IoResult.WouldBlock when _isBroken && timeoutMs == 0:
                    return new Answer.Lost("init does not take the call");
                case IoResult.WouldBlock when !_connection.Wait(Readiness.Readable, left):
                    return null;
                case IoResult.WouldBlock:
                    break;
                case IoResult.Closed:
                    return new Answer.Lost("init ended the connection");
                default:
                    throw new UnreachableException();
            }
        }
    }

    /// <summary>Asks, and gives the first answer; null when it takes too long.</summary>
    public Answer? Ask(ControlCall call, int timeoutMs = CtlLimits.AnswerMs)
    {
        Send(call);
        return Receive(timeoutMs);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private Answer Read(ReadOnlySpan<byte> frame)
    {
        if (!_unanswered.TryPeek(out ControlCall? asked))
        {
            return new Answer.Lost("what answers there says what nobody asked");
        }

        ReplyRead read = ReplyReader.Read(frame, asked);
        if (read is not ReplyRead.Reply { Continues: true })
        {
            _ = _unanswered.Dequeue();
        }

        return read switch
        {
            ReplyRead.Reply reply => new Answer.Reply(
                reply.Told, reply.Continues, _keepsJson ? ReplyReader.Parameters(frame).ToArray() : []),
            ReplyRead.Error error => new Answer.Error(error.What, _keepsJson ? frame.ToArray() : []),
            ReplyRead.Malformed malformed => new Answer.Lost(malformed.Sentence),
            _ => throw new UnreachableException(read.GetType().Name),
        };
    }
}
