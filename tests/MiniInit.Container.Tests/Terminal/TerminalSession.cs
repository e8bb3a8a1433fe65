using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests.Terminal;

/// <summary>
/// A person at a terminal whose shell has started <c>docker start --attach --interactive</c>: types, and waits for
/// what the screen shows.
/// </summary>
internal sealed class TerminalSession : IAsyncDisposable
{
    public const string ControlC = "\x03";
    public const string ControlZ = "\x1a";

    private readonly PseudoTerminal _terminal;
    private readonly Process _client;
    private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();
    private readonly Task _reader;
    private string _unread = "";

    private TerminalSession(RunningContainer container, PseudoTerminal terminal, Process client)
    {
        Container = container;
        _terminal = terminal;
        _client = client;
        _reader = Task.Factory.StartNew(
            ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public RunningContainer Container { get; }

    /// <param name="docker">The engine.</param>
    /// <param name="arguments">The options, image and command of <c>docker run -it</c>.</param>
    public static async Task<TerminalSession> StartAsync(DockerEngine docker, params string[] arguments)
    {
        string id = await docker.DoAsync(
            ["create", "--interactive", "--tty", "--network", "none", "--env", "PS1=prompt> ", .. arguments]);
        PseudoTerminal terminal = new();
        terminal.Resize(24, 80);

        // setsid --ctty makes the terminal the client's own, so that the kernel tells it about a new size.
        ProcessStartInfo start = new(
            "sh",
            ["-c", "exec setsid --ctty --wait \"$@\" <\"$0\" >\"$0\" 2>&1", terminal.Path,
             docker.Client, "start", "--attach", "--interactive", id]);
        foreach ((string name, string value) in docker.Environment)
        {
            start.Environment[name] = value;
        }

        Process client = Process.Start(start) ?? throw new InvalidOperationException("cannot start sh");
        return new TerminalSession(new RunningContainer(docker, id), terminal, client);
    }

    public void Type(string text) => _terminal.Type(text);

    public void TypeLine(string line) => Type(line + "\r");

    /// <summary>Waits until <paramref name="text"/> is shown after what was waited for before.</summary>
    /// <returns>What was shown since then, up to and with the text.</returns>
    public async Task<string> ExpectAsync(string text)
    {
        using CancellationTokenSource limit = new(Limits.Terminal);
        return await ReadUntilAsync(text, limit.Token)
            ?? throw new TimeoutException($"the terminal did not show '{text}' but:\n{_unread}");
    }

    /// <summary>
    /// Resizes the terminal until <paramref name="text"/> is shown: between its first look at the size and its
    /// listening for changes the Docker client misses one.
    /// </summary>
    public async Task ResizeUntilAsync(int rows, int columns, string text)
    {
        Stopwatch waited = Stopwatch.StartNew();
        string? shown = null;
        while (shown is null)
        {
            Assert.True(waited.Elapsed < Limits.Terminal, $"the terminal did not show '{text}' but:\n{_unread}");
            _terminal.Resize(rows, columns - 1);
            _terminal.Resize(rows, columns);
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(2));
            shown = await ReadUntilAsync(text, limit.Token);
        }
    }

    /// <summary>Waits for the end of the client.</summary>
    /// <returns>Its exit code, which is the container's.</returns>
    public async Task<int> WaitAsync()
    {
        using CancellationTokenSource limit = new(Limits.Terminal);
        await _client.WaitForExitAsync(limit.Token);
        return _client.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Kill(entireProcessTree: true);
        await _client.WaitForExitAsync();
        await Container.DisposeAsync();
        await _reader.WaitAsync(Limits.Terminal);
        _client.Dispose();
        _terminal.Dispose();
    }

    private async Task<string?> ReadUntilAsync(string text, CancellationToken limit)
    {
        int at;
        while ((at = _unread.IndexOf(text, StringComparison.Ordinal)) < 0)
        {
            try
            {
                _unread += await _shown.Reader.ReadAsync(limit);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
            {
                return null;
            }
        }

        string shown = _unread[..(at + text.Length)];
        _unread = _unread[shown.Length..];
        return shown;
    }

    private void ReadAll()
    {
        while (_terminal.Read() is { Length: > 0 } text)
        {
            _shown.Writer.TryWrite(text);
        }

        _shown.Writer.Complete();
    }
}
