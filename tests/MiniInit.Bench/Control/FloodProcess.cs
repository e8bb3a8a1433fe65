using System;

namespace MiniInit.Bench;

/// <summary>A running <see cref="Flood"/>.</summary>
internal sealed class FloodProcess : IDisposable
{
    private readonly Pipe _end = new();
    private readonly Pipe _messages = new();
    private readonly Child _child;

    private FloodProcess(string path)
    {
        _child = Child.Start(
            new ChildStart(Self.Path, Flood.Name, path) { Input = _end.ReadEnd, Output = _messages.WriteEnd });
        _end.CloseReadEnd();
        _messages.CloseWriteEnd();
    }

    /// <summary>Starts one and returns when it is at work.</summary>
    internal static FloodProcess Start(string path)
    {
        var flood = new FloodProcess(path);
        if (Flood.Read(flood._messages) is null)
        {
            flood.Dispose();
            throw new BenchException("failed: the unfriendly client cannot connect");
        }

        return flood;
    }

    /// <summary>Ends it; what it has done.</summary>
    internal Flood.Message End()
    {
        _end.CloseWriteEnd();
        return Flood.Read(_messages) ?? throw new BenchException("failed: the unfriendly client does not end");
    }

    public void Dispose()
    {
        _child.Dispose();
        _end.Dispose();
        _messages.Dispose();
    }
}
