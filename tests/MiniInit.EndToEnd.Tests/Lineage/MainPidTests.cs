using System.Globalization;
using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary><c>MAINPID=</c> with what is no live process of the job.</summary>
public sealed class MainPidTests
{
    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Nobody)]
    public void A_thread_is_no_main_process(Place place)
    {
        // The other thread of a program whose first one has ended.
        using Supervised init = place.Start($$"""
            [job.web]
            ready = "notify"
            script = '''
            {IDLE} headless {{Families.Report("web")}} & child=$!
            {AWAIT} {{Families.Report("web")}}
            for thread in $(ls /proc/$child/task); do
                [ $thread = $child ] || {PROGRAM} notify --barrier "MAINPID=$thread"
            done
            {PROGRAM} notify --barrier READY=1
            exec sleep 1000
            '''
            """);
        AssertLeftOut(init);
    }

    [Theory]
    [InlineData("sh -c 'exit 0' & pid=$!; wait $pid", "one that was reaped")]
    [InlineData("pid=$(cat {DIR}/run/stray)", "one of a start that is over")]
    [InlineData("pid=1", "init")]
    [InlineData("pid=0", "nobody")]
    public void A_process_that_has_ended_or_is_anothers_is_none_either(string how, string whose)
    {
        Assert.NotEmpty(whose);
        using Supervised init = Place.Pid1.Start($$"""
            [job.stray]
            type = "task"
            adopt = "keep"
            script = 'setsid -f sh -c "echo \$\$ > {DIR}/run/stray.new; mv {DIR}/run/stray.new {DIR}/run/stray; exec sleep 1000"; {AWAIT} {DIR}/run/stray'
            [job.web]
            after = ["stray"]
            ready = "notify"
            script = '''
            {{how}}
            {PROGRAM} notify --barrier "MAINPID=$pid"
            {PROGRAM} notify --barrier READY=1
            exec sleep 1000
            '''
            """);
        AssertLeftOut(init, isSaid: how != "pid=0");
    }

    [Fact]
    public void A_process_of_an_earlier_start_of_the_job_is_none()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.web]
            adopt = "keep"
            ready = "notify"
            script = '''
            if [ -e {DIR}/run/stray ]; then
                {PROGRAM} notify --barrier "MAINPID=$(cat {DIR}/run/stray)"
                {PROGRAM} notify --barrier READY=1
                exec sleep 1000
            fi
            setsid -f sh -c "echo \$\$ > {DIR}/run/stray.new; mv {DIR}/run/stray.new {DIR}/run/stray; exec sleep 1000"
            {AWAIT} {DIR}/run/stray
            exit 1
            '''
            """);
        init.WaitForState("web", "waiting");
        int stray = init.Outer(int.Parse(File.ReadAllText(init.Path("run/stray")), CultureInfo.InvariantCulture));
        using (VarlinkClient client = init.Connect())
        {
            _ = client.Ask("Start", "{'job':'web'}");
        }

        AssertLeftOut(init, not: stray);
        Assert.False(Proc.Lives(stray));
    }

    [Fact]
    public void The_process_that_was_started_first_and_was_kept_ends_with_a_stop_of_a_later_start()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.web]
            adopt = "keep"
            ready = "notify"
            kill-timeout = "1s"
            script = '''
            if [ ! -e {DIR}/run/first ]; then
                setsid -f sh -c "echo \$\$ > {DIR}/run/named.new; mv {DIR}/run/named.new {DIR}/run/named; {AWAIT} {DIR}/run/go"
                {AWAIT} {DIR}/run/named
                trap '' TERM
                echo $$ > {DIR}/run/first
                {PROGRAM} notify --barrier "MAINPID=$(cat {DIR}/run/named)"
            fi
            {PROGRAM} notify --barrier READY=1
            exec sleep 1000
            '''
            """);
        init.WaitForState("web", "running");
        int first = init.Outer(int.Parse(File.ReadAllText(init.Path("run/first")), CultureInfo.InvariantCulture));
        init.Touch("run/go");
        init.WaitForState("web", "waiting");
        Assert.True(Proc.Lives(first));
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Start", "{'job':'web'}");
        Assert.True(Proc.Lives(first));
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.False(Proc.Lives(first));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void What_a_stray_of_an_earlier_start_leaves_in_turn_ends_with_a_stop_of_a_later_one()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.web]
            adopt = "keep"
            kill-timeout = "1s"
            script = '''
            if [ ! -e {DIR}/run/stray ]; then
                setsid -f sh -c "sleep 1000 & echo \$! > {DIR}/run/left; echo \$\$ > {DIR}/run/stray.new; mv {DIR}/run/stray.new {DIR}/run/stray; wait"
                {AWAIT} {DIR}/run/stray
                exit 0
            fi
            exec sleep 1000
            '''
            """);
        init.WaitForState("web", "waiting");
        int stray = init.Outer(int.Parse(File.ReadAllText(init.Path("run/stray")), CultureInfo.InvariantCulture));
        int left = init.Outer(int.Parse(File.ReadAllText(init.Path("run/left")), CultureInfo.InvariantCulture));
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Start", "{'job':'web'}");
        Proc.Signal(stray, Signals.Kill);
        Wait.Until(() => Proc.Stat(stray) is null && Proc.Stat(left)?.Parent == init.Pid, () => "what it left has become ours");
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.False(Proc.Lives(left));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void The_process_that_was_started_ends_with_the_one_that_it_named_also_where_that_is_gone_first()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.web]
            ready = "notify"
            kill-timeout = "1s"
            script = '''
            setsid -f sh -c "echo \$\$ > {DIR}/run/named.new; mv {DIR}/run/named.new {DIR}/run/named; exec sleep 1000"
            {AWAIT} {DIR}/run/named
            trap '' TERM
            echo $$ > {DIR}/run/first
            {PROGRAM} notify --barrier "MAINPID=$(cat {DIR}/run/named)"
            {PROGRAM} notify --barrier READY=1
            exec sleep 1000
            '''
            """);
        init.WaitForState("web", "running");
        int first = init.Outer(int.Parse(File.ReadAllText(init.Path("run/first")), CultureInfo.InvariantCulture));
        using (VarlinkClient client = init.Connect())
        {
            _ = client.Ask("Stop", "{'job':'web'}");
        }

        Assert.False(Proc.Lives(first));
    }

    private static void AssertLeftOut(Supervised init, bool isSaid = true, int not = 0)
    {
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "running");
        int main = init.Outer(client.List()["web"].GetProperty("mainPid").GetInt32());
        Assert.Equal(init.Pid, Proc.Stat(main)!.Value.Parent);
        Assert.NotEqual(not, main);
        Assert.DoesNotContain("main process is ", init.Log);
        Assert.Equal(isSaid, System.Text.RegularExpressions.Regex.IsMatch(init.Log, "web: MAINPID=[0-9]+ is left out"));
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal(0, init.Stop());
    }
}
