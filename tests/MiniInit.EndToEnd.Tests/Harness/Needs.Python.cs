using System.IO;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <content>What takes a program to find out; not for the test projects that use <see cref="Needs"/> alone.</content>
internal static partial class Needs
{
    /// <summary>Debian's own Python, since another one in PATH does not find Debian's modules.</summary>
    public static void PythonModule(string name)
    {
        if (!File.Exists("/usr/bin/python3") || Running.Run("/usr/bin/python3", ["-c", $"import {name}"]).Code != 0)
        {
            Lack($"needs the Python module {name}");
        }
    }
}
