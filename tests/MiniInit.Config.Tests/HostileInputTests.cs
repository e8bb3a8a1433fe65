using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests;

/// <summary>Large and malicious files: reports are bounded, and the work grows no faster than the text.</summary>
public sealed class HostileInputTests
{
    private const int Mebibyte = 1024 * 1024;
    private const int MostBytesPerByte = 500;

    /// <summary>What is repeated, with # for a number, between a beginning and an end.</summary>
    public static TheoryData<string, string, string> Texts() => new()
    {
        { "", "[a#]\n", "" },
        { "", "[a]\n", "" },
        { "exec = ['web']\n", "k# = 1\n", "" },
        { "exec = ['web']\n", "kill-timeou# = 1\n", "" },
        { "exec = ['web']\n", "env.A# = 1\n", "" },
        { "exec = ['web']\n", "env.A# = '$A'\n", "" },
        { "exec = ['web']\n", "limits.n# = 1\n", "" },
        { "exec = ['web']\n", "log.k# = 1\n", "" },
        { "exec = ['web']\n", "[[listen]]\ntcp = ':80'\n", "" },
        { "exec = ['web']\n", "[[listen]]\ntcp = #\n", "" },
        { "exec = ['web']\nrequires = [", "'a#',", "]" },
        { "exec = ['web']\nrequires = [", "'a',", "]" },
        { "exec = ['web']\ncpu-affinity = [", "'0-1023',", "]" },
        { "exec = ['web']\ncpu-affinity = [", "'3-#',", "]" },
        { "exec = ['web']\nnormal-exit = [", "#,", "]" },
        { "exec = [", "'a',", "]" },
        { "exec = [", "#,", "]" },
        { "exec = '", "a b ", "'" },
        { "exec = '", "a && b ", "'" },
        { "exec = '", "(", "'" },
        { "script = '''", "a\n", "'''" },
        { "exec = ['web']\nstart-on = '", "(", "'" },
        { "exec = ['web']\nstart-on = '", "a and ", "b'" },
        { "exec = ['web']\nstart-on = '", "a K=[", "'" },
        { "exec = ['web']\ndescription = '", "a", "'" },
        { "exec = ['web']\ndescription = \"", "\\u0001", "\"" },
        { "exec = ['web']\nkill-timeout = '", "1h", "'" },
        { "exec = ['web']\nkill-timeout = '", "1", "'" },
        { "exec = ['web']\nevery = '", "* ", "'" },
        { "exec = ['web']\nschedule = '", "1,", "'" },
        { "exec = ['web']\nuser = '", "a:", "'" },
        { "exec = ['web']\nlog = '", "/", "'" },
        { "exec = ['web']\nenv = '", "A=b", "'" },
        { "exec = ['web']\nenv = { A = '", "${A:-", "' }" },
        { "exec = ['web']\nenv = { A = '", "$A", "' }" },
        { "exec = ['web']\nrequires = '", "a, ", "'" },
        { "exec = ['web']\nhealth = { http = 'http://", "[", "' }" },
        { "exec = ['web']\nready = ", "{a=", "1" },
        { "exec = ['web']\nready = ", "[", "" },
        { "exec = ['web']\na.", "a.", "a = 1" },
        { "exec = ['web']\n", "a\n", "" },
        { "exec = ['web']\n", "a = \"\n", "" },
        { "exec = ['web']\n", "a = \"x,\n", "" },
        { "exec = ['web']\na:\n", "- a\n", "" },
        { "exec = ['web']\n", "a:\n- a\n", "" },
        { "[", "a ", "]" },
        { "", "\uFEFF", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_job_file_of_a_mebibyte_is_read(string begin, string repeated, string end) =>
        AssertBounded(text => Read.Files(("web.toml", text)), begin, repeated, end);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_drop_in_of_a_mebibyte_is_read(string begin, string repeated, string end) => AssertBounded(
        text => Read.Files(("web.toml", "exec = ['web']\nkill-timeout = 5\n"), ("web.toml.d/1.toml", text)),
        begin,
        repeated,
        end);

    [Theory]
    [InlineData("", "[job.a#]\n")]
    [InlineData("", "[job.a#]\nexec = ['web']\n")]
    [InlineData("", "[job.'a #']\n")]
    [InlineData("", "[a#]\nexec = 5\n")]
    [InlineData("", "[a#.b]\nexec = 5\n")]
    [InlineData("[init]\n", "k# = 1\n")]
    [InlineData("[init]\n", "env.A# = '$A'\n")]
    [InlineData("", "[[init.control.allow]]\nusers = ['a#']\n")]
    [InlineData("[job]\n", "exec# = 1\n")]
    public void A_main_file_of_a_mebibyte_is_read(string begin, string repeated) =>
        AssertBounded(Read.MainFile, begin, repeated, "");

    [Fact]
    public void A_thousand_layers_of_one_job_are_laid_over_each_other()
    {
        long few = Allocated(() => ConfigurationReader.Read(Layers(250)));
        long many = Allocated(() => ConfigurationReader.Read(Layers(1000)));
        Assert.InRange(many, 0, few * 6);
        Assert.False(ConfigurationReader.Read(Layers(1000)).HasErrors);
    }

    private static List<SourceFile> Layers(int count) =>
    [
        new("web.toml", new SourceRole.Job("web", 0), "exec = ['web']"u8.ToArray()),
        .. Enumerable.Range(0, count).Select(number => new SourceFile(
            $"{number}",
            new SourceRole.DropIn("web", $"{number}.toml", 0),
            Encoding.UTF8.GetBytes($"nice = {number % 20}"))),
    ];

    /// <summary>Checks what is reported, and that twice the text takes about twice the memory in all.</summary>
    private static void AssertBounded(Func<string, JobConfiguration> read, string begin, string repeated, string end)
    {
        JobConfiguration whole = read(Text(begin, repeated, end, Mebibyte));
        Assert.InRange(whole.Diagnostics.Count, 0, 2 * (ConfigLimits.Diagnostics + 1));
        Assert.All(whole.Diagnostics, diagnostic => Assert.InRange(diagnostic.Render().Length, 10, 3000));
        string half = Text(begin, repeated, end, Mebibyte / 8);
        string full = Text(begin, repeated, end, Mebibyte / 4);
        long first = Allocated(() => read(half));
        long second = Allocated(() => read(full));

        // Tables grow by doubling, so that twice may be thrice; a quadratic reader would give four times.
        Assert.InRange(second, 0, (first * 3) + 65536);

        // A job of eight bytes takes the most; words for errors that are not listed would take ten times as much.
        Assert.InRange(second, 0, (long)full.Length * MostBytesPerByte);
    }

    private static string Text(string begin, string repeated, string end, int length)
    {
        StringBuilder text = new(begin, length + 64);
        for (int number = 0; text.Length < length; number++)
        {
            text.Append(repeated.Replace("#", $"{number}", StringComparison.Ordinal));
        }

        return text.Append(end).ToString();
    }

    private static long Allocated(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
