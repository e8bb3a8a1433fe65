using System.Diagnostics;
using System.Linq;
using MiniInit.Core.Events;

namespace MiniInit.Core.Tests.Events.Parsing;

/// <summary>What is read as what: Upstart's parse_on. Trees have parentheses around every operator.</summary>
public sealed class GrammarTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a or b", "(a | b)")]
    [InlineData("a and b", "(a & b)")]
    [InlineData("a or b and c", "((a | b) & c)")]
    [InlineData("a and b or c", "((a & b) | c)")]
    [InlineData("a or b or c or d", "(((a | b) | c) | d)")]
    [InlineData("a or (b and c)", "(a | (b & c))")]
    [InlineData("(a or b) and (c or d)", "((a | b) & (c | d))")]
    [InlineData("((((a))))", "a")]
    [InlineData("(a or b) and c", "((a | b) & c)")]
    [InlineData("a and (b or (c and (d or e)))", "(a & (b | (c & (d | e))))")]
    public void Operators_bind_alike_from_the_left_and_parentheses_group(string text, string tree) =>
        Assert.Equal(tree, Tree(text));

    [Theory]
    [InlineData("a b", "a[b]")]
    [InlineData("a b c", "a[b,c]")]
    [InlineData("a K=v", "a{K=v}")]
    [InlineData("a b K=v L!=w", "a[b]{K=v,L!=w}")]
    [InlineData("a K= L!=", "a{K=,L!=}")]
    [InlineData("a K=b=c", "a{K=b=c}")]
    [InlineData("a K=b!=c", "a{K=b!=c}")]
    [InlineData("a [!2345] or b *", "(a[[!2345]] | b[*])")]
    [InlineData("a b and c d", "(a[b] & c[d])")]
    [InlineData("a $X ${Y:-z}", "a[$X,${Y:-z}]")]
    [InlineData("a $ORA", "a[$ORA]")]
    public void Values_follow_their_event_until_the_next_operator(string text, string tree) =>
        Assert.Equal(tree, Tree(text));

    [Theory]
    [InlineData("a\tb", "a[b]")]
    [InlineData("  a   b  ", "a[b]")]
    [InlineData("a\r\n", "a")]
    [InlineData("(a)or(b)", "(a | b)")]
    [InlineData("a or(b)", "(a | b)")]
    [InlineData("(a b)and c", "(a[b] & c)")]
    [InlineData("( a )", "a")]
    public void Blanks_and_parentheses_end_words(string text, string tree) => Assert.Equal(tree, Tree(text));

    [Theory]
    [InlineData("\"and\"", "and")]
    [InlineData("'or' or \"and\"", "(or | and)")]
    [InlineData("\\and", "and")]
    [InlineData("an\"d\" b", "and[b]")]
    [InlineData("a \"or\" b", "a[or,b]")]
    [InlineData("a band bor", "a[band,bor]")]
    [InlineData("android or orange", "(android | orange)")]
    public void A_quoted_operator_is_a_word(string text, string tree) => Assert.Equal(tree, Tree(text));

    [Theory]
    [InlineData("a \"b c\"", "b c")]
    [InlineData("a 'b c'", "b c")]
    [InlineData("a b\" \"c", "b c")]
    [InlineData("a b' 'c\" \"d", "b c d")]
    [InlineData("a \"it's\"", "it's")]
    [InlineData("a 'say \"x\"'", "say \"x\"")]
    [InlineData("a \"\\\"\"", "\"")]
    [InlineData("a 'it\\'s'", "it's")]
    [InlineData("a it\\'s", "it's")]
    [InlineData("a b\\ c", "b c")]
    [InlineData("a b\\#c", "b#c")]
    [InlineData("a \\(b\\)", "(b)")]
    [InlineData("a \"(b)\"", "(b)")]
    [InlineData("a \"#b\"", "#b")]
    [InlineData("a \"\\n\"", "n")]
    [InlineData("a \\\\", "\\")]
    [InlineData("a \"  b\t \"", "  b\t ")]
    [InlineData("a \"b\\  c\"", "b  c")]
    public void Quotes_and_backslashes_are_removed(string text, string value) => Assert.Equal(value, Value(text));

    [Fact]
    public void Quotes_may_stand_anywhere_around_an_equals()
    {
        Assert.Equal("a{K=b c}", Tree("a K=\"b c\""));
        Assert.Equal("a{K=b c}", Tree("a \"K=b c\""));
        Assert.Equal("a{K=b c}", Tree("a 'K'=b\\ c"));
        Assert.Equal("a{K=}", Tree("a K=\"\""));
    }

    [Theory]
    [InlineData("a \"b\n c\"", "b c")]
    [InlineData("a \"b  \n\n\t c\"", "b c")]
    [InlineData("a \"b \\\n c\"", "b c")]
    [InlineData("a \"b\\\r\n c\"", "b c")]
    [InlineData("a \"\nb\n\"", " b ")]
    [InlineData("a b\\\nc", "b c")]
    [InlineData("a b\\\n", "b")]
    public void A_line_end_in_a_word_and_the_blanks_around_it_are_one_space(string text, string value) =>
        Assert.Equal(value, Value(text));

    [Theory]
    [InlineData("a # or b", "a")]
    [InlineData("a#b", "a")]
    [InlineData("a b#c", "a[b]")]
    [InlineData("# first\na", "a")]
    [InlineData("a\n# last", "a")]
    [InlineData("(a # one)\n or b)", "(a | b)")]
    public void A_number_sign_starts_a_comment_even_in_a_word(string text, string tree) =>
        Assert.Equal(tree, Tree(text));

    [Theory]
    [InlineData("(a\nor b)", "(a | b)")]
    [InlineData("(a\n  b\n  K=v)", "a[b]{K=v}")]
    [InlineData("(\n\na\n\n)", "a")]
    [InlineData("\n\n  a or b\n\n", "(a | b)")]
    [InlineData("a \\\n or b", "(a | b)")]
    [InlineData("a \\\r\n or b", "(a | b)")]
    [InlineData("a or (\n b\n)", "(a | b)")]
    public void Lines_go_on_within_parentheses_and_behind_a_backslash(string text, string tree) =>
        Assert.Equal(tree, Tree(text));

    [Fact]
    public void Levels_are_told_by_their_beginning()
    {
        Assert.Equal(new EventExpression.Level(LevelKind.Job, "net/apache"), Texts.Expression("job:net/apache"));
        Assert.Equal(new EventExpression.Level(LevelKind.File, "/run/x"), Texts.Expression("file:/run/x"));
        Assert.Equal(new EventExpression.Level(LevelKind.File, "/run/x y"), Texts.Expression("file:\"/run/x y\""));
        Assert.Equal(new EventExpression.Level(LevelKind.File, "/run/x y"), Texts.Expression("\"file:/run/x y\""));
        Assert.Equal(new EventExpression.Level(LevelKind.File, "/a*"), Texts.Expression("file:'/a*'"));
        Assert.Equal("((a | job:b) & file:/c)", Tree("a or job:b and file:/c"));
        Assert.Equal("a[job:b]", Tree("a \"job:b\""));
        Assert.Equal(":sys:job:b", Tree(":sys:job:b"));
    }

    [Theory]
    [InlineData("\"a&&b\"", "a&&b")]
    [InlineData("\"K=v\"", "K=v")]
    [InlineData("a\\*", "a*")]
    [InlineData("\"on\" startup", "on[startup]")]
    [InlineData("start \"on\"", "start[on]")]
    [InlineData("a \"b,\"", "a[b,]")]
    [InlineData("a '!b'", "a[!b]")]
    [InlineData("a K=\"=v\"", "a{K==v}")]
    [InlineData("a \"!K\"=v", "a{!K=v}")]
    [InlineData("a K='[x'", "a{K=[x}")]
    [InlineData("\"NOT\" \"AND\"", "NOT[AND]")]
    public void What_is_a_slip_in_plain_text_means_itself_in_quotes(string text, string tree) =>
        Assert.Equal(tree, Tree(text));

    [Theory]
    [InlineData("a on", "a[on]")]
    [InlineData("a not", "a[not]")]
    [InlineData("start web", "start[web]")]
    [InlineData("file FILE=/run/x EVENT=create", "file{FILE=/run/x,EVENT=create}")]
    [InlineData("a/failed", "a/failed")]
    [InlineData("control-alt-delete", "control-alt-delete")]
    public void Words_that_only_look_like_a_slip_are_read(string text, string tree) => Assert.Equal(tree, Tree(text));

    /// <summary>Lines of the files that Ubuntu had in /etc/init.</summary>
    [Theory]
    [InlineData("runlevel [2345]", "runlevel[[2345]]")]
    [InlineData(
        "(filesystem and static-network-up) or failsafe-boot", "((filesystem & static-network-up) | failsafe-boot)")]
    [InlineData("net-device-up IFACE!=lo", "net-device-up{IFACE!=lo}")]
    [InlineData("stopped rc RUNLEVEL=[2345]", "stopped[rc]{RUNLEVEL=[2345]}")]
    [InlineData("session-end or desktop-end", "(session-end | desktop-end)")]
    [InlineData(
        "((filesystem\n and runlevel [!06]\n and started dbus\n and plymouth-ready)\n or runlevel PREVLEVEL=S)",
        "((((filesystem & runlevel[[!06]]) & started[dbus]) & plymouth-ready) | runlevel{PREVLEVEL=S})")]
    [InlineData(
        "mounted MOUNTPOINT=/var TYPE=\"ext?\" or socket PROTO=inet PORT=80 ADDR=127.0.0.1",
        "(mounted{MOUNTPOINT=/var,TYPE=ext?} | socket{PROTO=inet,PORT=80,ADDR=127.0.0.1})")]
    [InlineData(
        "starting JOB=$UPSTART_JOB INSTANCE=\"${INST:-a b}\"",
        "starting{JOB=$UPSTART_JOB,INSTANCE=${INST:-a b}}")]
    public void Expressions_from_the_wild_are_read(string text, string tree) => Assert.Equal(tree, Tree(text));

    private static string Value(string text) =>
        Assert.Single(Assert.IsType<EventExpression.Match>(Texts.Expression(text)).Condition.Values);

    private static string Tree(string text) => Show(Texts.Expression(text));

    private static string Show(EventExpression expression) => expression switch
    {
        EventExpression.And and => $"({Show(and.Left)} & {Show(and.Right)})",
        EventExpression.Or or => $"({Show(or.Left)} | {Show(or.Right)})",
        EventExpression.Level level => $"{(level.Kind == LevelKind.Job ? "job" : "file")}:{level.Name}",
        EventExpression.Match { Condition: var match } => match.Name
            + (match.Values.Length > 0 ? $"[{string.Join(',', match.Values)}]" : "")
            + (match.Variables.Length > 0
                ? "{" + string.Join(',', match.Variables.Select(v => v.Name + (v.Negated ? "!=" : "=") + v.Value)) + "}"
                : ""),
        _ => throw new UnreachableException(),
    };
}
