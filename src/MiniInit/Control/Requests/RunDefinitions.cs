using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;
using MiniInit.Toml;

namespace MiniInit.Control.Requests;

/// <summary>Makes jobs of commands and the properties that were given to them, which are keys of job files.</summary>
internal static class RunDefinitions
{
    /// <summary>What a caller may set who runs commands as itself: what the kernel would let it do by itself, and how it is ended.</summary>
    private static readonly string[] s_harmless = ["description", "kill-signal", "kill-timeout", "normal-exit", "umask", "nice"];

    private static readonly string[] s_others =
    [
        "usage", "tags", "env-file", "kill-mode", "adopt", "track", "reload-signal", "log", "redirect-stderr", "user", "group", "groups",
        "oom-score", "limits", "chroot", "priority", "cpu-affinity", "io-priority", "sandbox", "cgroup",
    ];

    /// <summary>Makes the job of a caller who may do everything.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="error">What is wrong, where the result is null.</param>
    public static JobDefinition? Of(string name, ControlCall.Run call, out ControlError? error)
    {
        JobDefinition? job = Read(name, call, mayAll: true, out error);
        if (job is null || call.RunAs is not string who)
        {
            return job;
        }

        string user = AccountName.UserOf(who, out string? group);
        error = user.Length == 0 || group is ""
            ? new ControlError.InvalidParameter("runAs", $"cannot use {Quotation.Of(who)}: write USER or USER:GROUP") : null;
        return error is null ? job with { User = user, Group = group ?? job.Group } : null;
    }

    /// <summary>Makes the job of a caller who runs it as itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="peer">The caller.</param>
    /// <param name="error">What is wrong, where the result is null.</param>
    public static JobDefinition? Of(string name, ControlCall.Run call, PeerIdentity peer, out ControlError? error)
    {
        JobDefinition? job = Read(name, call, mayAll: false, out error);
        if (job?.Nice < 0)
        {
            error = new ControlError.PermissionDenied(MethodNames.Of(call), call.Name, "only root sets a \"nice\" below 0");
            return null;
        }

        // The identity is set elsewhere, of all that the kernel told. This holds should anything go wrong with that.
        return job is null ? null : job with
        {
            User = $"{peer.UserId}",
            Group = $"{peer.GroupId}",
            Umask = job.Umask ?? new OctalMode(0b000_010_010),
            Sandbox = new Sandbox { NoNewPrivileges = true, OnUnavailable = OnUnavailable.Fail },
        };
    }

    private static JobDefinition? Read(string name, ControlCall.Run call, bool mayAll, out ControlError? error)
    {
        StringBuilder text = new("exec = [\"true\"]\ntype = \"task\"\nmanual = true\n");
        foreach (string property in call.Properties)
        {
            error = Refusal(call, property, mayAll);
            if (error is not null)
            {
                return null;
            }

            Append(text, property);
        }

        SourceFile file = new("--property", new SourceRole.Job(name, 0), Encoding.UTF8.GetBytes(text.ToString()));
        JobConfiguration read = ConfigurationReader.Read([file]);
        if (read.Jobs is not [{ Definition: JobDefinition job }])
        {
            error = new ControlError.InvalidParameter("properties", read.Diagnostics is [Diagnostic first, ..] ? first.Message : "they are wrong");
            return null;
        }

        error = null;
        return job with
        {
            Command = new JobCommand.Program(ValueList.From(call.Command)),
            WorkingFolder = call.Directory,
        };
    }

    private static ControlError? Refusal(ControlCall.Run call, string property, bool mayAll)
    {
        int equals = property.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? "" : property[..equals];
        int dot = key.IndexOf('.', StringComparison.Ordinal);
        string first = dot < 0 ? key : key[..dot];
        foreach (char letter in property)
        {
            // Else it could hold a line with another key.
            if (char.IsControl(letter))
            {
                return new ControlError.InvalidParameter("properties", "a property cannot hold a control character");
            }
        }

        if (Array.IndexOf(s_harmless, key) >= 0 || (mayAll && Array.IndexOf(s_others, first) >= 0))
        {
            return null;
        }

        return Array.IndexOf(s_others, first) >= 0
            ? new ControlError.PermissionDenied(MethodNames.Of(call), call.Name, $"only root sets the property {Quotation.Of(key)}")
            : new ControlError.InvalidParameter(
                "properties",
                equals <= 0 ? $"cannot use {Quotation.Of(property)}: write KEY=VALUE"
                    : $"{Quotation.Of(key)} cannot be set here; the keys are {string.Join(", ", s_harmless)}, {string.Join(", ", s_others)}");
    }

    /// <summary>A value that is none of TOML is a text: people do not write quotation marks for a shell and for us.</summary>
    private static void Append(StringBuilder text, string property)
    {
        int equals = property.IndexOf('=', StringComparison.Ordinal);
        string key = property[..equals], value = property[(equals + 1)..];
        if (TomlDocument.Parse(Encoding.UTF8.GetBytes($"k = {value}"), "").HasErrors)
        {
            value = TomlWriter.WriteValue(new TomlString(value));
        }

        text.Append(key).Append(" = ").Append(value).Append('\n');
    }
}
