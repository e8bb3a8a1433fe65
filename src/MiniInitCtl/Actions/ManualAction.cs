using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Lets a job start by itself, or only when it is asked for, from now on.</summary>
internal sealed class ManualAction
{
    private readonly Invocation _invocation;
    private readonly ManualRequest _request;
    private readonly Deed _deed;
    private ConfigurationInfo? _job;

    private ManualAction(Invocation invocation, ManualRequest request)
    {
        _invocation = invocation;
        _request = request;
        _deed = new Deed(request.Verb, TerminalText.Escape(request.Job));
    }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, ManualRequest request)
    {
        if (!JobName.TryParse(request.Job, out _, out TextError error))
        {
            return Misuse.Complain(invocation, error.Message, request.Verb);
        }

        ManualAction action = new(invocation, request);
        if (invocation.IsOffline)
        {
            // This needs no init: an image is made so that its jobs start, or do not.
            return action.Write() is string problem ? action.Fail(problem) : action.Done();
        }

        using InitConnection? connection = Reach.Init(invocation, action._deed);
        return connection is null ? ExitCode.NoInit : action.Run(connection);
    }

    private int Run(InitConnection connection)
    {
        Conversation conversation = new(_invocation with { AsJson = false }, connection);
        int code = conversation.Run([Look()]);
        if (code != ExitCode.Ok)
        {
            return code;
        }

        bool wasThere = File.Exists(_request.File);
        if (Write() is string problem)
        {
            return Fail(problem);
        }

        // Problems of other files are no matter of ours here; what became of the job tells whether it worked.
        Step reload = ReloadConfigurationAction.Of(_invocation, _deed) with
        {
            Judge = static _ => ExitCode.Ok,
            Tell = static _ => { },
        };

        // One after the other: what is asked at once may be answered by the configuration of before.
        code = conversation.Run([reload]);
        code = code == ExitCode.Ok ? conversation.Run([Look()]) : code;
        if (code != ExitCode.Ok || _job!.IsManual == _request.IsManual)
        {
            return code == ExitCode.Ok ? Done() : code;
        }

        if (!wasThere)
        {
            TakeBack();
        }

        return Fail(Vain(_job));
    }

    private Step Look() => new(new ControlCall.ShowConfiguration(_request.Job), _deed)
    {
        WantsMore = true,
        Tell = reply => _job = ((ControlReply.Configurations)reply).All is [ConfigurationInfo job, ..] ? job : _job,
        Judge = reply => _job is null ? ExitCode.UnknownJob : ExitCode.Ok,
    };

    /// <summary>Writes the file; gives what went wrong, or null.</summary>
    /// <remarks>Under another name first: init may look at any moment, and must not see a half of it.</remarks>
    private string? Write()
    {
        const UnixFileMode FolderMode = (UnixFileMode)0b111_101_101, FileMode = (UnixFileMode)0b110_100_100;
        string folder = Path.GetDirectoryName(_request.File)!;
        string unfinished = $"{folder}/.90-miniinitctl.{Guid.NewGuid():n}";
        string why = _request.IsManual ? "only a request starts it" : "it starts by itself";
        try
        {
            Directory.CreateDirectory(folder, FolderMode);
            FileStreamOptions options = new()
            {
                // Not what somebody else put there, or made a link of: in a /run that all may write to, they can.
                Mode = System.IO.FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = FileMode,
            };
            using (StreamWriter file = new(unfinished, options))
            {
                file.Write($"# Written by \"miniinitctl {_request.Verb}\": {why}.\n");
                file.Write(_request.IsManual ? "manual = true\n" : "manual = false\n");
            }

            File.Move(unfinished, _request.File, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            return $"{TerminalText.Escape(_request.File)}: {Cause(exception)}";
        }
    }

    private static string Cause(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "permission denied; ask as root",
        DirectoryNotFoundException => "what is on the way there is no folder",

        // The kernel's answer, if it was that.
        { HResult: > 0 } => Errors.DescribeCause((Errno)exception.HResult),
        _ => "it cannot be written",
    };

    /// <summary>What has no effect is not left to have one some day.</summary>
    private void TakeBack()
    {
        TryDelete(_request.File);
        try
        {
            Directory.Delete(Path.GetDirectoryName(_request.File)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Others have a drop-in there, too.
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Why it could not be written is told already.
        }
    }

    private string Vain(ConfigurationInfo job)
    {
        string file = TerminalText.Escape(job.File ?? "another file");
        string state = job.IsManual ? "it still only starts when asked for" : "it still starts by itself";
        string own = job.IsManual ? "take \"manual\" out of" : "write \"manual = true\" into";
        return $"{state}: {TerminalText.Escape(_request.Folder)} does not lie over {file}; {own} that, or name its job "
            + "folder with --folder";
    }

    private int Done()
    {
        if (_invocation.AsJson)
        {
            using MemoryStream document = new();
            using (Utf8JsonWriter json = new(document))
            {
                json.WriteStartObject();
                json.WriteString("file", _request.File);
                json.WriteBoolean("isManual", _request.IsManual);
                json.WriteEndObject();
            }

            Terminal.Write([.. document.ToArray(), (byte)'\n']);
        }

        string effect = _request.IsManual ? "starts only when asked for" : "starts by itself";
        _invocation.Explain($"{_deed.Object} {effect} from now on: {TerminalText.Escape(_request.File)}");
        return ExitCode.Ok;
    }

    private int Fail(string cause)
    {
        _invocation.Complain($"cannot {_deed}: {cause}");
        return ExitCode.Error;
    }
}
