using System;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Clients that know nothing of MiniInit but its interface file.</summary>
public sealed class ForeignClientTests
{
    private const string Jobs = """
        [job.web]
        script = "echo hello; exec sleep 1000"
        [job.db]
        exec = ["sleep", "1000"]
        manual = true
        [job.bad]
        exec = ["false"]
        type = "task"
        manual = true
        """;

    private static string Interface => Path.Combine(Binaries.Repository, "docs/org.miniinit.Control.varlink");

    private static string Folder => Path.Combine(Binaries.Repository, "tests/MiniInit.EndToEnd.Tests/Control");

    [Fact]
    public void One_in_Python_finds_every_reply_as_the_interface_says()
    {
        Needs.Program("python3");
        using Supervised init = Supervised.AsSubreaper(Jobs);
        init.WaitForState("web", "running");
        init.WaitForOutput("hello");

        (int code, string output) = Python(init, """
            {"method": "org.varlink.service.GetInfo", "parameters": {}}
            {"method": "org.varlink.service.GetInterfaceDescription", "parameters": {"interface": "org.miniinit.Control"}}
            {"method": "GetVersion"}
            {"method": "List", "parameters": {"patterns": []}, "more": true}
            {"method": "Status", "parameters": {"job": "web"}}
            {"method": "Start", "parameters": {"job": "db"}}
            {"method": "Why", "parameters": {"job": "db"}}
            {"method": "Tree", "parameters": {}, "more": true}
            {"method": "Logs", "parameters": {"patterns": ["web"], "lines": 1}, "more": true}
            {"method": "ShowConfiguration", "parameters": {}, "more": true}
            {"method": "ListEnvironment", "parameters": {}}
            {"method": "SetEnvironment", "parameters": {"environment": ["A=b"]}}
            {"method": "GetEnvironment", "parameters": {"name": "A"}}
            {"method": "Emit", "parameters": {"event": "hello", "environment": []}}
            {"method": "ReloadConfiguration"}
            {"method": "GetLogLevel"}
            {"method": "Reset", "parameters": {"job": "web"}}
            """);

        Assert.True(code == 0, $"exit code {code}: {output}");
        (code, _) = Python(init, """{"method": "Stop", "parameters": {"job": "db"}}""");
        Assert.Equal(0, code);
        Assert.Contains("\"text\": \"hello\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"method": "Start", "parameters": {"job": "wbe"}}""", "NoSuchJob")]
    [InlineData("""{"method": "Start", "parameters": {"job": "web"}}""", "AlreadyRunning")]
    [InlineData("""{"method": "Start", "parameters": {"job": "bad"}}""", "Failed")]
    [InlineData("""{"method": "Stop", "parameters": {"job": "db"}}""", "NotRunning")]
    [InlineData("""{"method": "Events"}""", "ExpectedMore")]
    [InlineData("""{"method": "Nothing"}""", "MethodNotFound")]
    [InlineData("""{"method": "Start", "parameters": {}}""", "InvalidParameter")]
    [InlineData("""{"method": "GetEnvironment", "parameters": {"name": "NO_SUCH"}}""", "NoSuchVariable")]
    public void And_every_error(string call, string error)
    {
        Needs.Program("python3");
        using Supervised init = Supervised.AsSubreaper(Jobs);
        init.WaitForState("web", "running");

        (int code, string output) = Python(init, call + "\n");

        Assert.True(code == 1, $"exit code {code}: {output}");
        Assert.Contains($".{error}\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_made_by_Debians_library_for_Go_starts_and_stops_jobs()
    {
        Needs.Program("go");
        using Supervised init = Supervised.AsSubreaper(Jobs);
        init.WaitForState("web", "running");
        string client = init.Path("client");
        (int built, string told) = Shell($"sh {Folder}/GoClient/build.sh {Interface} {client} 2>&1");
        Assert.True(built == 0, told);

        Assert.Contains("MiniInit miniinit", Shell($"{client} {init.Socket} info").Output, StringComparison.Ordinal);
        Assert.Matches("^db \"\" start/running \\d+\n$", Shell($"{client} {init.Socket} start db").Output);
        Assert.Contains("web \"\" start/running", Shell($"{client} {init.Socket} list 'w*'").Output, StringComparison.Ordinal);
        Assert.Equal("db \"\" stop/waiting -\n", Shell($"{client} {init.Socket} stop db").Output);
        Assert.Equal(1, Shell($"{client} {init.Socket} start nothing 2>/dev/null").Code);
        Assert.Contains("listening true", Shell($"{client} {init.Socket} events 1").Output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Python(Supervised init, string calls)
    {
        string name = $"calls-{Guid.NewGuid():n}";
        init.Write(name, calls);
        return Shell($"python3 {Folder}/foreign_client.py {init.Socket} {Interface} < {init.Path(name)} 2>&1");
    }

    private static (int Code, string Output) Shell(string script)
    {
        var result = Running.Run("/bin/sh", ["-c", script]);
        return (result.Code, result.Output);
    }
}
