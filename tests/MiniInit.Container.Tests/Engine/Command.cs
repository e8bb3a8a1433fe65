using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MiniInit.Container.Tests.Engine;

/// <summary>Runs a program of the machine with captured output and a time limit, and leaves no process behind.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? limit = null)
    {
        using Process process = Start(file, arguments, environment);
        TimeSpan longest = limit ?? Limits.Command;
        using CancellationTokenSource ending = new(longest);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException(
                $"{Describe(process)} did not end within {longest}\n{await output}\n{await error}");
        }

        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a program until it has written <paramref name="line"/>, then ends it.</summary>
    /// <returns>The lines up to and with that one.</returns>
    public static async Task<IReadOnlyList<string>> ReadUntilAsync(
        string line, string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(file, arguments, environment);
        using CancellationTokenSource limit = new(Limits.Command);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        List<string> lines = [];
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } read)
            {
                lines.Add(read);
                if (read == line)
                {
                    return lines;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"{Describe(process)} did not write '{line}' within {Limits.Command}, but: {string.Join('\n', lines)}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        throw new InvalidOperationException(
            $"{Describe(process)} ended and never wrote '{line}', but: {string.Join('\n', lines)}\n{await error}");
    }

    private static Process Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {file}");
        process.StandardInput.Close();
        return process;
    }

    private static string Describe(Process process) =>
        $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}";
}
