using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>
/// A bootstrapped Debian with some packages. It takes about a minute and the network, so its archive stays among the
/// build artifacts; the engine imports it anew for each run of the tests.
/// </summary>
internal static class DebianImage
{
    public const string Name = "debian-servers";

    private static readonly string[] s_packages =
        ["nginx-light", "postgresql-15", "redis-server", "apache2", "openssh-server", "php-fpm", "cron", "tmux"];

    /// <summary>The one import for all tests, which share an engine; to import it takes seconds.</summary>
    private static Task<string>? s_import;

    /// <returns>The image's name. The running test is skipped where Debian cannot be bootstrapped.</returns>
    public static Task<string> ImportAsync(DockerEngine docker) => s_import ??= ImportOnceAsync(docker);

    private static async Task<string> ImportOnceAsync(DockerEngine docker)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Engine/make-debian.sh");
        string recipe = await File.ReadAllTextAsync(script) + string.Join(' ', s_packages);
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)))[..16];
        string archive = Repository.File($"artifacts/images/debian-{key}.tar");
        if (!File.Exists(archive))
        {
            Requirements.Demand(await WhyNotMadeAsync(docker, script, archive));
        }

        await docker.DoAsync("import", archive, Name);
        return Name;
    }

    private static async Task<string?> WhyNotMadeAsync(DockerEngine docker, string script, string archive)
    {
        if (Requirements.FindProgram("debootstrap") is null)
        {
            return "no debootstrap on this machine: install Debian's debootstrap";
        }

        Directory.CreateDirectory(Path.GetDirectoryName(archive)!);
        CommandResult result = await Command.RunAsync(
            "unshare",
            ["--mount", "--pid", "--fork", "--kill-child",
             "/bin/sh", script, docker.NewDirectory(), archive, .. s_packages],
            limit: Limits.Bootstrap);
        string[] said = (result.Output + result.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return result.ExitCode == 0 ? null : "cannot bootstrap Debian: " + string.Join('\n', said.TakeLast(5));
    }
}
