using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace MiniInit.Container.Tests.Engine;

/// <summary>
/// All that a container writes, output and error in the order in which the engine got them, as it comes:
/// <c>docker logs --follow</c>. The two are streams of their own: only lines of the same one are in a certain order.
/// </summary>
internal sealed class ContainerLog : IAsyncDisposable
{
    private readonly Process _client;
    private readonly Task _reader;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ContainerLog(Process client)
    {
        _client = client;
        _reader = ReadAllAsync();
    }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public static ContainerLog Start(DockerEngine docker, string id)
    {
        ProcessStartInfo start = new("sh", ["-c", "exec \"$0\" logs --follow \"$1\" 2>&1", docker.Client, id])
        {
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in docker.Environment)
        {
            start.Environment[name] = value;
        }

        return new ContainerLog(Process.Start(start) ?? throw new InvalidOperationException("cannot start sh"));
    }

    /// <summary>Waits for a line that matches.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="from">How many lines at the beginning are passed over.</param>
    public async Task<Match> WaitAsync(string pattern, int from = 0)
    {
        using CancellationTokenSource limit = new(Limits.Log);
        for (int next = from; ;)
        {
            Task more;
            bool isComplete = _reader.IsCompleted;
            lock (_lock)
            {
                for (; next < _lines.Count; next++)
                {
                    Match match = Regex.Match(_lines[next], pattern);
                    if (match.Success)
                    {
                        return match;
                    }
                }

                more = _more.Task;
            }

            Assert.False(isComplete, Missing(pattern, "has ended and"));
            try
            {
                await Task.WhenAny(more, _reader).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(Missing(pattern, "within " + Limits.Log));
            }
        }
    }

    /// <summary>The whole log of a container that has ended.</summary>
    public async Task<IReadOnlyList<string>> ReadToEndAsync()
    {
        await _reader.WaitAsync(Limits.Log);
        return Lines;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Kill();
        await _client.WaitForExitAsync();
        await _reader;
        _client.Dispose();
    }

    private string Missing(string pattern, string how) => string.Create(
        CultureInfo.InvariantCulture,
        $"the container {how} did not write '{pattern}' but:\n{string.Join('\n', Lines.TakeLast(100))}");

    private async Task ReadAllAsync()
    {
        while (await _client.StandardOutput.ReadLineAsync() is { } line)
        {
            TaskCompletionSource told;
            lock (_lock)
            {
                _lines.Add(line);
                (told, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            told.SetResult();
        }
    }
}
