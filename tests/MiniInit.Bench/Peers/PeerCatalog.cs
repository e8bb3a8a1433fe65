using System.Collections.Generic;
using System.IO;

namespace MiniInit.Bench;

/// <summary>The inits that are compared, as far as they are installed; nothing is ever installed for it.</summary>
internal static class PeerCatalog
{
    private const string ControllerFromInit = "../../MiniInitCtl/release/miniinitctl";

    private static readonly Init[] s_known =
    [
        new("tini", "tini")
        {
            Subreaper = ["-s"],
            Group = ["-g"],
            Verbose = ["-vvv"],
        },
        new("tini-static", "tini-static")
        {
            Subreaper = ["-s"],
            Group = ["-g"],
            Verbose = ["-vvv"],
        },
        new("dumb-init", "dumb-init")
        {
            Verbose = ["-v"],
            Adopts = false,
        },
        new("catatonit", "catatonit")
        {
            Group = ["-g"],
            VerboseVariables = ["CATATONIT_DEBUG=1"],
        },
    ];

    /// <summary>Those that run a single command and are on the PATH.</summary>
    internal static List<Init> Installed()
    {
        var found = new List<Init>();
        foreach (Init init in s_known)
        {
            if (SearchPath.Find(init.Path) is string path)
            {
                found.Add(init with { Path = path });
            }
        }

        return found;
    }

    internal static Init MiniInit(string? path, string? controller)
    {
        path ??= Path.Combine(Repository.Find(), "artifacts/publish/MiniInit/release/miniinit");
        if (!File.Exists(path))
        {
            throw new BenchException(
                $"cannot measure \"{path}\": not built: "
                + "run `dotnet run --project src/MiniInit -c Release -- --version` first, "
                + "or give --miniinit PATH, or --peers-only");
        }

        return new Init(Init.Own, Path.GetFullPath(path))
        {
            Group = ["--group"],
            Verbose = ["-v"],
            Grace = ["--grace", "5s"],
            Controller = Controller(path, controller),
        };
    }

    private static string Controller(string init, string? path)
    {
        if (path is not null)
        {
            return File.Exists(path)
                ? Path.GetFullPath(path)
                : throw new BenchException($"cannot measure \"{path}\": there is no such file");
        }

        // That of the same build.
        string built = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(init)!, ControllerFromInit));
        return File.Exists(built) ? built : "";
    }
}
