using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>An image of a program that is installed on this machine: the file, its libraries, and a user land.</summary>
internal static partial class ProgramImage
{
    /// <returns>The image's name. The running test is skipped where the program is not installed.</returns>
    public static async Task<string> BuildAsync(DockerEngine docker, string program, string package)
    {
        string? file = Requirements.FindProgram(program);
        Requirements.Demand(file is null ? $"no {program} on this machine: install Debian's {package}" : null);

        string context = docker.NewDirectory();
        string source = Path.Combine(AppContext.BaseDirectory, "Image/programs");
        foreach (string name in new[] { "Dockerfile", "nginx.conf" })
        {
            File.Copy(Path.Combine(source, name), Path.Combine(context, name));
        }

        foreach (string needed in await LibrariesAsync(file!))
        {
            string copy = Path.Combine(context, "rootfs" + needed);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(needed, copy);
        }

        File.Copy(file!, Directory.CreateDirectory(Path.Combine(context, "rootfs/bin")).FullName + "/" + program);
        await docker.BuildAsync(program, context);
        return program;
    }

    /// <summary>The absolute paths in ldd's output: the libraries and the loader.</summary>
    private static async Task<IEnumerable<string>> LibrariesAsync(string file)
    {
        CommandResult result = await Command.RunAsync("ldd", [file]);
        Assert.True(result.ExitCode == 0, $"ldd {file}: {result}");
        return Library().Matches(result.Output).Select(match => match.Groups[1].Value).Distinct();
    }

    [GeneratedRegex(@"(?<=\s)(/\S+) \(0x")]
    private static partial Regex Library();
}
