using MiniInit.Ctl.Rendering;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Rendering;

/// <summary><c>show-config</c>: initctl's examples, and what Upstart did not have.</summary>
public sealed class ConfigurationTextTests
{
    private static readonly ConfigurationInfo s_foo = new("foo", "service")
    {
        Emits = ["boing"],
        StartOn = "starting A and (B or C var=2)",
        StopOn = "bar HELLO=world testing=123 or stopping wibble",
    };

    [Fact]
    public void Conditions_are_joined_as_initctl_joins_them() => Assert.Equal(
        """
        foo
          emits boing
          start on (starting A and (B or C var=2))
          stop on (bar HELLO=world testing=123 or stopping wibble)

        """,
        new ConfigurationText(enumerates: false, withMore: false).Of(s_foo));

    [Fact]
    public void Events_are_listed_as_initctl_lists_them() => Assert.Equal(
        """
        foo
          emits boing
          start on starting (job: A, env:)
          start on B (job:, env:)
          start on C (job:, env: var=2)
          stop on bar (job:, env: HELLO=world testing=123)
          stop on stopping (job: wibble, env:)

        """,
        new ConfigurationText(enumerates: true, withMore: false).Of(s_foo));

    [Fact]
    public void A_single_event_has_no_parentheses() => Assert.Equal(
        "web\n  start on started JOB=db\n",
        new ConfigurationText(enumerates: false, withMore: false).Of(new ConfigurationInfo("web", "service") { StartOn = "started JOB=db" }));

    [Fact]
    public void The_variable_that_names_a_job_is_the_job() => Assert.Equal(
        "web\n  start on started (job: db, env: RESULT!=failed)\n",
        new ConfigurationText(enumerates: true, withMore: false).Of(
            new ConfigurationInfo("web", "service") { StartOn = "started JOB=db RESULT!=failed" }));

    [Fact]
    public void What_Upstart_did_not_have_stands_below()
    {
        ConfigurationInfo web = new("web", "service")
        {
            IsManual = true,
            Instance = "$PORT",
            Requires = ["db", "cache"],
            Wants = ["log"],
            After = ["net"],
            Before = ["proxy"],
            Conflicts = ["old"],
            PartOf = ["site"],
            Groups = ["all"],
        };
        Assert.Equal(
            """
            web
              manual true
              instance $PORT
              requires db cache
              wants log
              after net
              before proxy
              conflicts old
              part-of site
              tags all

            """,
            new ConfigurationText(enumerates: false, withMore: true).Of(web));
    }

    [Fact]
    public void An_expression_of_a_newer_init_is_shown_as_it_is() => Assert.Equal(
        "web\n  start on ((\n",
        new ConfigurationText(enumerates: false, withMore: false).Of(new ConfigurationInfo("web", "service") { StartOn = "((" }));
}
