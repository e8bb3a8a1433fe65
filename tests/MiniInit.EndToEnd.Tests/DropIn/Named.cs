using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>miniinit called by another program's name, which a link gives it.</summary>
internal sealed class Named : IDisposable
{
    public Named(string name) => Path = Folder.Link(name, Binaries.MiniInit);

    /// <summary>Where the link is.</summary>
    public string Path { get; }

    /// <summary>The folder it is in.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>Runs it to its end.</summary>
    public (int Code, string Output, string Errors) Run(params string[] arguments) => Running.Run(Path, arguments);

    /// <summary>Runs it to its end with <paramref name="variables"/> (<c>NAME=value</c>) in its environment.</summary>
    public (int Code, string Output, string Errors) Run(string[] variables, string[] arguments) =>
        Running.Run(Path, arguments, Variables(variables));

    /// <summary>Starts it.</summary>
    public Running Start(params string[] arguments) => Running.Start(Path, arguments);

    /// <summary>Starts it with <paramref name="variables"/> (<c>NAME=value</c>) in its environment.</summary>
    public Running Start(string[] variables, string[] arguments) =>
        Running.Start(Path, arguments, Variables(variables));

    /// <summary>Starts it as PID 1 of a namespace of its own.</summary>
    public Running StartAsPid1(params string[] arguments) => Running.StartAsPid1(Path, arguments);

    public void Dispose() => Folder.Dispose();

    private static Dictionary<string, string> Variables(string[] variables) =>
        variables.Select(v => v.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
