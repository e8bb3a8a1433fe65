using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Job files that are not to be trusted, too large, or very many.</summary>
public sealed class HostileFilesTests
{
    private const string Good = """
        [job.good]
        type = "task"
        script = 'echo good'
        """;

    [Theory]
    [InlineData("chmod 666 {DIR}/conf/jobs/bad.toml")]
    [InlineData("chmod 664 {DIR}/conf/jobs/bad.toml; chgrp 65534 {DIR}/conf/jobs/bad.toml")]
    [InlineData("chown 65534 {DIR}/conf/jobs/bad.toml")]
    [InlineData("mv {DIR}/conf/jobs/bad.toml {DIR}/bad; ln -s {DIR}/bad {DIR}/conf/jobs/bad.toml")]
    [InlineData("mv {DIR}/conf/jobs/bad.toml {DIR}/bad; ln -s ../../bad {DIR}/conf/jobs/bad.toml")]
    [InlineData("rm {DIR}/conf/jobs/bad.toml; mkfifo {DIR}/conf/jobs/bad.toml")]
    [InlineData("rm {DIR}/conf/jobs/bad.toml; mkdir {DIR}/conf/jobs/bad.toml")]
    [InlineData("rm {DIR}/conf/jobs/bad.toml; ln -s bad.toml {DIR}/conf/jobs/bad.toml")]
    [InlineData("printf '\\000\\377' > {DIR}/conf/jobs/bad.toml")]
    [InlineData("{ echo '#'; head -c 1048576 /dev/zero | tr '\\0' '#'; } >> {DIR}/conf/jobs/bad.toml")]
    public void A_file_that_is_not_to_be_trusted_is_refused_and_the_others_are_used(string change)
    {
        Needs.Root();
        using Supervised init = Once.Run(
            Once.After("echo 'type = \"task\"\nscript = \"echo bad\"' > {DIR}/conf/jobs/bad.toml; " + change), Good);
        Assert.Equal("good | good\n", init.Output);
        Assert.Contains("miniinit: error: ", init.Log);
        Assert.Contains("conf/jobs/bad.toml", init.Log);
    }

    [Fact]
    public void A_link_within_the_folder_is_followed()
    {
        using Supervised init = Once.Run(
            Once.After("""
                mkdir {DIR}/conf/jobs/.real
                printf 'type = "task"\nscript = "echo linked"\n' > {DIR}/conf/jobs/.real/web
                ln -s .real/web {DIR}/conf/jobs/web.toml
                """), Good);
        Assert.Equal(["linked"], init.Lines("web"));
    }

    [Fact]
    public void A_file_of_a_megabyte_is_read()
    {
        using Supervised init = Once.Run(
            Once.After("""
                file={DIR}/conf/jobs/web.toml
                printf 'type = "task"\nscript = "echo large"\n#' > $file
                head -c $((1048576 - $(wc -c < $file))) /dev/zero | tr '\0' '#' >> $file
                """), Good);
        Assert.Equal(1 << 20, new FileInfo(init.Path("conf/jobs/web.toml")).Length);
        Assert.Equal(["large"], init.Lines("web"));
    }

    [Fact]
    public void A_thousand_job_files_are_a_thousand_jobs()
    {
        using Supervised init = Supervised.Under(
            Once.After("""
                for i in $(seq 1000); do echo 'type = "state"' > {DIR}/conf/jobs/job-$i.toml; done
                """),
            $"""
            [job.last]
            type = "task"
            requires = [{string.Join(", ", Enumerable.Range(1, 1000).Select(i => $"'job-{i}'"))}]
            script = 'echo last'
            """, "--log-level", "message");
        init.WaitForOutput("last | last\n");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void What_is_said_of_many_jobs_at_once_is_said()
    {
        using Supervised init = Once.RunBadly(
            Once.After("""
                for i in $(seq 1000); do echo 'type = "task"
                exec = "no-such-program"' > {DIR}/conf/jobs/job-$i.toml; done; exec 2> {DIR}/log
                """), "[job.good]\ntype = 'task'\nexec = ['true']\n", out int code);
        Assert.NotEqual(0, code);
        string[] log = File.ReadAllLines(init.Path("log"));
        Assert.Equal(1001, log.Count(line => line.Contains(": goal changed from stop to start")));
        Assert.DoesNotContain(log, line => line.Contains(" lost: "));
    }

    [Fact]
    public void Without_any_job_that_can_be_used_init_ends_and_names_every_mistake()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.one]
            exec = 5
            [job.two]
            exec = ["true"]
            nices = 5
            """);
        Assert.Equal(78, init.WaitForExit());
        Assert.Contains($"{init.Path("conf/miniinit.toml")}:2:8: ", init.Log);
        Assert.Contains($"{init.Path("conf/miniinit.toml")}:5:1: ", init.Log);
        Assert.Contains("nice", init.Log);
    }
}
