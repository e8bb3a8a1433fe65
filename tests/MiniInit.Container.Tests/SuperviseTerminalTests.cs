using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;
using MiniInit.Container.Tests.Terminal;

namespace MiniInit.Container.Tests;

/// <summary>
/// <c>docker run -it</c> with jobs, of which the main one is a shell at the terminal. What is expected never stands in
/// what is typed, since that is shown too.
/// </summary>
public sealed class SuperviseTerminalTests
{
    private readonly ContainerFixture _fixture;

    public SuperviseTerminalTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("inherit")]
    [InlineData("owner")]
    [InlineData("--jobs")]
    public async Task The_shell_that_is_the_main_job_has_job_control_and_its_code_counts(string console)
    {
        await using TerminalSession session = await StartShellAsync(console);

        session.TypeLine("sh /test/job.sh one");
        await session.ExpectAsync("started-one");
        session.Type(TerminalSession.ControlC);
        await session.ExpectAsync("prompt>");
        session.TypeLine("echo code-$?");
        await session.ExpectAsync("code-130");

        session.TypeLine("sh /test/job.sh two");
        await session.ExpectAsync("started-two");
        session.Type(TerminalSession.ControlZ);
        await session.ExpectAsync("Stopped");
        await session.ExpectAsync("prompt>");
        session.TypeLine("fg");
        await session.ExpectAsync("continued-1");
        await session.ResizeUntilAsync(40, 100, "size-40 100");
        session.Type(TerminalSession.ControlC);
        await session.ExpectAsync("prompt>");

        // The other job's own descriptors are pipes to init, which shows its lines here.
        session.TypeLine("kill -USR1 $(cat /beat)");
        await session.ExpectAsync("beat | alive");

        session.TypeLine("exit 5");
        Assert.Equal(5, await session.WaitAsync());
    }

    private async Task<TerminalSession> StartShellAsync(string console)
    {
        string folder = _fixture.Docker.NewDirectory();
        string shell =
            $"""

            [job.shell]
            exec = ["sh"]
            console = "{console}"
            main = true

            """;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "miniinit.toml"),
            """
            [job.beat]
            script = "echo $$ > /beat; trap 'echo alive' USR1; trap 'exit 0' TERM; while :; do sleep 0.02; done"
            """ + (console == "--jobs" ? "" : shell),
            TestContext.Current.CancellationToken);

        List<string> arguments = ["--volume", $"{folder}:/etc/miniinit:ro", Images.UserLand];
        if (console == "--jobs")
        {
            arguments.AddRange(["--jobs", "--", "sh"]);
        }

        TerminalSession session = await TerminalSession.StartAsync(_fixture.Docker, [.. arguments]);
        string shown = await session.ExpectAsync("prompt>");
        // What a shell says that did not become the owner of the terminal.
        Assert.DoesNotContain("job control", shown, StringComparison.Ordinal);
        return session;
    }
}
