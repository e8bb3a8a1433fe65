using System;
using System.IO;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>The images that the tests run, each made from scratch.</summary>
internal static class Images
{
    /// <summary>busybox with its applets, users, scripts in /test, and MiniInit by its own and the other tools' names.</summary>
    public const string UserLand = "user-land";

    /// <summary>/miniinit and /busybox and nothing else.</summary>
    public const string Bare = "bare";

    /// <summary>The same with two configurations, /plain.toml and /wishes.toml.</summary>
    public const string BareJobs = "bare-jobs";

    public static async Task BuildAsync(DockerEngine docker)
    {
        string context = docker.NewDirectory();
        CopyDirectory(Path.Combine(AppContext.BaseDirectory, "Image"), context);
        File.Copy("/bin/busybox", Path.Combine(context, "busybox"));
        File.Copy(Repository.MiniInit, Path.Combine(context, "miniinit"));
        await docker.BuildAsync(UserLand, context);
        await docker.BuildAsync(Bare, context, "--file", Path.Combine(context, "Dockerfile.bare"));
        await docker.BuildAsync(BareJobs, context, "--file", Path.Combine(context, "Dockerfile.jobs"));
    }

    /// <summary>
    /// Builds docker/Dockerfile. The context has only what its .dockerignore file lets through: the legacy builder would
    /// send the whole repository.
    /// </summary>
    /// <returns>The image's name.</returns>
    public static async Task<string> BuildMiniInitAsync(DockerEngine docker)
    {
        string context = docker.NewDirectory();
        string dockerfile = Repository.File("docker/Dockerfile");
        foreach (string kept in await File.ReadAllLinesAsync(dockerfile + ".dockerignore"))
        {
            string path = kept.TrimStart('!');
            string file = Repository.File(path);
            if (path != kept && File.Exists(file))
            {
                string copy = Path.Combine(context, path);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        await docker.BuildAsync("miniinit", context, "--file", dockerfile);
        return "miniinit";
    }

    private static void CopyDirectory(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string directory in Directory.EnumerateDirectories(from))
        {
            CopyDirectory(directory, Path.Combine(to, Path.GetFileName(directory)));
        }
    }
}
