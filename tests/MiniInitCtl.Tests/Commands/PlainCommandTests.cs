using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using MiniInit.Ctl.Tests.Harness;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary>The plain form of commands, which scripts use.</summary>
public sealed class PlainCommandTests
{
    [Theory]
    [InlineData(0, "start", "db")]
    [InlineData(0, "stop", "web")]
    [InlineData(0, "restart", "web", "A=1")]
    [InlineData(0, "status", "web", "db")]
    [InlineData(0, "list")]
    public void It_touches_neither_the_parser_nor_the_table_writer(int code, params string[] arguments)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        using Apart apart = new();
        Assert.Equal(code, apart.TryRun(init.Path, arguments));
        Assert.DoesNotContain(apart.Loaded, name => name is "System.CommandLine" or "Spectre.Console" or "MiniInit.Config" or "MiniInit.Toml");
        Assert.Contains("MiniInit.Protocol", apart.Loaded);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("start", "-n", "web")]
    [InlineData("start", "web*")]
    [InlineData("start", "@web")]
    [InlineData("start", "A=1")]
    [InlineData("status", "web", "A=1", "db")]
    [InlineData("list", "web")]
    [InlineData("fly", "web")]
    public void Everything_else_is_the_parsers(params string[] arguments)
    {
        using Apart apart = new();
        Assert.Null(apart.TryRun("/nowhere", arguments));
    }

    /// <summary>The tool's assembly once more, with nothing loaded yet of what it needs.</summary>
    private sealed class Apart : AssemblyLoadContext, IDisposable
    {
        public Apart()
            : base(isCollectible: true)
        {
        }

        public string[] Loaded => [.. Assemblies.Select(assembly => assembly.GetName().Name!)];

        public int? TryRun(string socket, string[] arguments)
        {
            Assembly tool = LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "miniinitctl.dll"));
            Type type = tool.GetType("MiniInit.Ctl.Invocations.Invocation", throwOnError: true)!;
            object invocation = Activator.CreateInstance(type, "miniinitctl")!;
            Type at = tool.GetType("MiniInit.Ctl.Invocations.InitChoice+At", throwOnError: true)!;
            type.GetProperty("Init")!.SetValue(invocation, Activator.CreateInstance(at, socket));
            type.GetProperty("AsJson")!.SetValue(invocation, false);
            type.GetProperty("IsQuiet")!.SetValue(invocation, true);
            return (int?)tool.GetType("MiniInit.Ctl.Commands.PlainCommand", throwOnError: true)!
                .GetMethod("TryRun")!.Invoke(null, [invocation, arguments]);
        }

        public void Dispose() => Unload();

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
