using System.IO;

namespace MiniInit.Bench;

/// <summary>The programs in C, compiled when a row first needs them.</summary>
/// <param name="Job">What a supervisor runs.</param>
/// <param name="Floor">The loop that stands for the least possible supervisor.</param>
/// <param name="Ask">The least possible miniinitctl.</param>
/// <param name="Forest">Makes processes that leave it in every way.</param>
/// <param name="Enclose">Starts a supervisor that takes the machine for its own.</param>
internal sealed record NativePrograms(string Job, string Floor, string Ask, string Forest, string Enclose)
{
    private static readonly string[] s_compilers = ["cc", "gcc", "clang"];

    internal static NativePrograms Compile(string directory) =>
        new(
        Compile(directory, "job"),
        Compile(directory, "floor"),
        Compile(directory, "ask"),
        Compile(directory, "forest"),
        Compile(directory, "enclose"));

    private static string Compile(string directory, string name)
    {
        string program = Path.Combine(directory, name);
        if (File.Exists(program))
        {
            return program;
        }

        string source = program + ".c";
        using (Stream from = typeof(NativePrograms).Assembly.GetManifestResourceStream(name + ".c")!)
        using (FileStream to = File.Create(source))
        {
            from.CopyTo(to);
        }

        using var errors = new ErrorFile(program + ".errors");
        using var compiler = Child.Start(
            new ChildStart(Compiler(), "-O2", "-static", "-o", program, source) { Error = errors.Descriptor });
        ExitStatus? status = compiler.WaitForExit(Limits.Compile);
        return status is { Code: 0 }
            ? program
            : throw new BenchException($"cannot compile {name}.c: {errors.LastLines()}");
    }

    private static string Compiler()
    {
        foreach (string name in s_compilers)
        {
            if (SearchPath.Find(name) is string path)
            {
                return path;
            }
        }

        throw new BenchException("cannot compile the job of these rows: no C compiler: install gcc and libc6-dev");
    }
}
