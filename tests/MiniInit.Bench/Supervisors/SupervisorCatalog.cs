using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>The supervisors that are compared, as far as they are installed; nothing is installed for it.</summary>
internal static class SupervisorCatalog
{
    /// <summary>The floor, the peers on the PATH, and ours if it is among the inits.</summary>
    internal static List<Supervisor> Installed(IReadOnlyList<Init> inits)
    {
        List<Supervisor> all = [new Floor()];
        Add(all, "s6-svscan", path => new S6(Supervisor.Reference, path, tuned: false));
        Add(all, "s6-svscan", path => new S6("s6, no shell, readiness", path, tuned: true));
        Add(all, "runsvdir", path => new Runit(path));
        Add(all, "svscan", path => new Daemontools(path, SearchPath.Require("svc")));
        Add(all, "supervisord", path => new Supervisord(path));
        Add(all, "dinit", path => new Dinit(path));
        Add(all, "systemctl", path => new Systemd(path));
        Add(all, "finit", path => new Finit(path));
        Add(all, "monit", path => new Monit(path));
        if (Own(inits) is string own)
        {
            all.Add(new MiniInitSupervisor(Init.Own, own, "null"));
            all.Add(new MiniInitSupervisor(MiniInitSupervisor.LogName, own, "log"));
        }

        return all;
    }

    /// <summary>The path of ours; null: only peers are measured.</summary>
    internal static string? Own(IReadOnlyList<Init> inits) => inits.FirstOrDefault(init => init.Name == Init.Own)?.Path;

    private static void Add(List<Supervisor> all, string program, Func<string, Supervisor> make)
    {
        if (SearchPath.Find(program) is string path)
        {
            all.Add(make(path));
        }
    }
}
