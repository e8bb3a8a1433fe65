using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;
using MiniInit.Container.Tests.Terminal;

namespace MiniInit.Container.Tests;

/// <summary>
/// <c>docker run -it</c> at a real terminal. What is expected never stands in what is typed, since that is shown too.
/// </summary>
public sealed class TerminalTests
{
    private readonly ContainerFixture _fixture;

    public TerminalTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task An_interactive_shell_has_job_control()
    {
        await using TerminalSession session = await StartShellAsync();

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
        session.TypeLine("jobs");
        await session.ExpectAsync("Stopped");
        session.TypeLine("bg");
        await session.ExpectAsync("continued-1");
        session.TypeLine("jobs");
        await session.ExpectAsync("Running");
        session.TypeLine("fg");
        await session.ExpectAsync("continued-2");
        session.Type(TerminalSession.ControlC);
        await session.ExpectAsync("prompt>");

        session.TypeLine("exit 5");
        Assert.Equal(5, await session.WaitAsync());
    }

    [Fact]
    public async Task A_new_window_size_reaches_the_program_in_the_foreground()
    {
        await using TerminalSession session = await StartShellAsync();

        session.TypeLine("sh /test/job.sh one");
        await session.ExpectAsync("started-one");

        await session.ResizeUntilAsync(40, 100, "size-40 100");
    }

    [Fact]
    public async Task Control_c_ends_a_command_without_a_shell()
    {
        await using TerminalSession session =
            await TerminalSession.StartAsync(_fixture.Docker, Images.UserLand, "--", "sh", "/test/job.sh", "alone");

        await session.ExpectAsync("started-alone");
        session.Type(TerminalSession.ControlC);

        Assert.Equal(130, await session.WaitAsync());
    }

    [Theory]
    [InlineData("exec sh /test/job.sh alone")]
    [InlineData("sh /test/job.sh alone; exit $?")]
    public async Task Control_z_does_not_strand_a_command_that_no_shell_could_continue(string script)
    {
        await using TerminalSession session =
            await TerminalSession.StartAsync(_fixture.Docker, Images.UserLand, "--", "sh", "-c", script);

        await session.ExpectAsync("started-alone");
        session.Type(TerminalSession.ControlZ);
        // The terminal stopped the whole process group, so all of it has to go on.
        await session.ExpectAsync("continued-1");
        session.Type(TerminalSession.ControlC);

        Assert.Equal(130, await session.WaitAsync());
    }

    [Theory]
    [InlineData("--init")]
    [InlineData("--entrypoint=tini")]
    [InlineData("--entrypoint=dumb-init")]
    [InlineData("--entrypoint=catatonit")]
    public async Task A_shell_under_another_tools_name_has_job_control(string option)
    {
        string[] command = option == "--init" ? ["--entrypoint", "sh", Images.UserLand] : [Images.UserLand, "--", "sh"];
        await using TerminalSession session = await TerminalSession.StartAsync(_fixture.Docker, [option, .. command]);
        Assert.DoesNotContain(
            "job control", await session.ExpectAsync("prompt>"), StringComparison.Ordinal);

        session.TypeLine("sh /test/job.sh one");
        await session.ExpectAsync("started-one");
        session.Type(TerminalSession.ControlZ);
        await session.ExpectAsync("Stopped");
    }

    private async Task<TerminalSession> StartShellAsync()
    {
        TerminalSession session = await TerminalSession.StartAsync(_fixture.Docker, Images.UserLand, "--", "sh");
        string shown = await session.ExpectAsync("prompt>");
        // What a shell says that did not become the owner of the terminal.
        Assert.DoesNotContain("job control", shown, StringComparison.Ordinal);
        return session;
    }
}
