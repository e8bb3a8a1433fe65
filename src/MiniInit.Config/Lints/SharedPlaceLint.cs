using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Addresses;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>Looks for files and addresses that several jobs use, each as if it were its own.</summary>
internal sealed class SharedPlaceLint
{
    private readonly LintRun _run;

    /// <summary>What has been seen, with the first job that has it.</summary>
    private readonly Dictionary<string, (JobEntry Job, string Key, int Index)> _seen = new(StringComparer.Ordinal);

    private SharedPlaceLint(LintRun run) => _run = run;

    public static void Check(LintRun run)
    {
        SharedPlaceLint lint = new(run);
        foreach (JobEntry entry in run.Configuration.Jobs)
        {
            if (entry.Definition is JobDefinition job)
            {
                lint.Check(entry, job);
            }
        }
    }

    private void Check(JobEntry entry, JobDefinition job)
    {
        if (job is { Console: ConsoleMode.Log, Log.File: string log })
        {
            Use((entry, "log.file", -1), $"write {Quotation.Of(log)}", ["log " + log], ["log " + log]);
        }

        if (job is { PidFile: string pidFile, Ready: Readiness.Fork or Readiness.Daemon })
        {
            Use((entry, "pid-file", -1), $"write {Quotation.Of(pidFile)}", ["pid " + pidFile], ["pid " + pidFile]);
        }

        for (int at = 0; at < job.Listen.Count; at++)
        {
            ListenAddress address = job.Listen[at].Address;
            (string[] taken, string[] takes) = PlacesOf(address);
            Use((entry, "listen", at), $"listen at {Quotation.Of(address.ToString())}", taken, takes);
        }
    }

    /// <summary>
    /// Gives what must be free for an address, and what it takes: one of all addresses of the machine takes the port of
    /// each, and is in the way of each.
    /// </summary>
    private static (string[] Taken, string[] Takes) PlacesOf(ListenAddress address)
    {
        (Transport transport, int port, bool isEverywhere) = address switch
        {
            ListenAddress.Internet internet => (internet.Transport, internet.Port, internet.Address.Bits == 0),
            ListenAddress.Localhost localhost => (localhost.Transport, localhost.Port, false),
            ListenAddress.Everywhere everywhere => (everywhere.Transport, everywhere.Port, true),
            ListenAddress.Unix => (Transport.Unix, 0, false),
            _ => throw new UnreachableException(),
        };
        string own = $"{transport} {address}";
        if (transport == Transport.Unix)
        {
            return ([own], [own]);
        }

        string everyone = $"{transport} everywhere {port}";
        string anyone = $"{transport} port {port}";
        return isEverywhere ? ([anyone], [own, anyone, everyone]) : ([own, everyone], [own, anyone]);
    }

    private void Use(
        (JobEntry Job, string Key, int Index) user, string purpose, string[] taken, string[] takes)
    {
        foreach (string place in taken)
        {
            if (_seen.TryGetValue(place, out (JobEntry Job, string Key, int Index) first)
                && first.Job != user.Job && !MayNotBothBeUp(first.Job, user.Job))
            {
                Warn(user, first, purpose);
                return;
            }
        }

        foreach (string place in takes)
        {
            _seen.TryAdd(place, user);
        }
    }

    private bool MayNotBothBeUp(JobEntry first, JobEntry second) =>
        _run.Graph.Neighbours(_run.Graph.IndexOf(first.Name), JobRelation.Conflicts)
            .Contains(_run.Graph.IndexOf(second.Name));

    private void Warn(
        (JobEntry Job, string Key, int Index) user, (JobEntry Job, string Key, int Index) first, string purpose)
    {
        (TomlSource source, TomlSpan span) = user.Job.PlaceOf(user.Key, user.Index);
        (TomlSource firstSource, TomlSpan firstSpan) = first.Job.PlaceOf(first.Key, first.Index);
        _run.Report.Warn(
            LintCodes.SharedPlace,
            source,
            span,
            $"cannot {purpose} from two jobs: {Quotation.Of(first.Job.Name)} does so as well, at "
                + $"{firstSource.Locate(firstSpan.Start)}; give each its own",
            ReferenceEquals(source, firstSource) ? firstSpan : null);
    }
}
