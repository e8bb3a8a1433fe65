using System.Linq;

namespace MiniInit.Config.Tests;

/// <summary>What keys must keep together; the words are in Golden/messages.txt.</summary>
public sealed class JobRulesTests
{
    [Theory]
    [InlineData("user = 'x'", "missing-key", 1)]
    [InlineData("type = 'task'", "missing-key", 1)]
    [InlineData("type = 'state'\nexec = 'a'", "no-effect", 2)]
    [InlineData("type = 'state'\nscript = 'a'", "no-effect", 2)]
    [InlineData("type = 'state'\nmain = true", "no-effect", 2)]
    [InlineData("type = 'state'\nrespawn = true", "no-effect", 2)]
    [InlineData("type = 'state'\nready = 'notify'", "no-effect", 2)]
    [InlineData("type = 'state'\nhealth = { tcp = 80 }", "no-effect", 2)]
    [InlineData("type = 'state'\nwatchdog = 5", "no-effect", 2)]
    [InlineData("type = 'state'\npid-file = '/x'", "no-effect", 2)]
    [InlineData("type = 'state'\nreload-exec = 'a'", "no-effect", 2)]
    [InlineData("type = 'state'\nlisten = [{ tcp = 80 }]", "no-effect", 2)]
    [InlineData("exec = 'a'\ninstances = ['1']", "missing-key", 2)]
    [InlineData("exec = 'a'\ninstances = ['1']\ninstance = 'x'", "missing-key", 2)]
    [InlineData("exec = 'a'\ninstances = ['1']\ninstance = '$A$B'", "missing-key", 2)]
    [InlineData("exec = 'a'\ninstances = ['1']\ninstance = '${A:-b}'", "missing-key", 2)]
    [InlineData("exec = 'a'\n\nlisten = [{ tcp = 80 },\n{ udp = 80 },\n{ tcp = ':80' }]", "listed-twice", 5)]
    [InlineData("exec = 'a'\nscript = 'b'", "only-one-of", 2)]
    [InlineData("exec = 'a'\nevery = 5\nschedule = '@daily'", "only-one-of", 3)]
    public void These_do_not_go_together(string text, string code, int line)
    {
        Diagnostic error = Assert.Single(Read.Files(("web.toml", text)).Diagnostics);
        Assert.Equal((Severity.Error, code, line), (error.Severity, error.Code, error.Span.Start.Line));
    }

    [Theory]
    [InlineData("type = 'state'")]
    [InlineData("type = 'state'\npre-start = { exec = 'a' }\nstart-on = 'startup'")]
    [InlineData("type = 'state'\nmain = false\nrespawn = false\nready = 'exec'")]
    [InlineData("type = 'task'\nscript = 'a'")]
    [InlineData("exec = 'a'\ninstances = []")]
    [InlineData("exec = 'a'\ninstance = '$A-$B'")]
    [InlineData("exec = 'a'\ninstances = ['1']\ninstance = '$N'")]
    [InlineData("exec = 'a'\ninstances = ['1']\ninstance = '${N}'")]
    [InlineData("exec = 'a'\nlisten = [{ tcp = 80 }, { udp = 80 }, { tcp = '127.0.0.1:80' }]")]
    public void These_go_together(string text) => Assert.Empty(Read.Errors(text));

    [Fact]
    public void Rules_are_not_asked_where_a_value_is_wrong_already() =>
        Assert.Single(Read.Errors("nice = 20"));

    [Fact]
    public void All_that_does_not_go_together_is_told_at_once() => Assert.Equal(
        ["main", "respawn", "watchdog"],
        Read.Errors("type = 'state'\nmain = true\nrespawn = true\nwatchdog = 1")
            .Select(error => error.Split('"')[1]));
}
