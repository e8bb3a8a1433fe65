using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Lints;

public sealed class ConfigurationCheckTests
{
    private const string Waiting = "exec = [\"web\"]\nstart-on = \"deploy or net-up\"\n";

    [Fact]
    public void Events_from_outside_are_known()
    {
        Assert.Equal(["never-starts", "unknown-event", "unknown-event"], Codes(Waiting));
        Assert.Equal(["unknown-event"], Codes(Waiting, "net-*"));
        Assert.Empty(Codes(Waiting, "net-up", "deploy"));
    }

    [Fact]
    public void Events_of_the_system_are_known_by_the_job_of_a_session_that_forwards_them()
    {
        (string, string) web = ("web.toml", "exec = [\"web\"]\nstart-on = \":sys:net-up IFACE=eth0 or :sys:started db\"\n");
        Assert.Equal(["never-starts", "unknown-event", "unknown-event"], Check(web).Diagnostics.Select(found => found.Code).Order());
        JobConfiguration whole = Check(web, ("forward.toml", "exec = [\"forward\"]\nemits = [\":sys:*\"]\n"));
        Assert.Empty(whole.Diagnostics);
        Assert.Equal(
            ":sys:net-up IFACE=eth0 or :sys:started db", whole.Jobs.Single(job => job.Name == "web").Definition!.StartOn!.ToString());
    }

    [Fact]
    public void What_reading_found_is_kept_and_all_is_sorted()
    {
        JobConfiguration configuration = Check(
            ("b.toml", "exec = [\"b\"]\nrespawn-limit = { count = 2 }\nrequires = [\"a\"]\n"),
            ("a.toml", "exec = [\"a\"]\nnice = 100\n"));
        Assert.Equal(
            ["a.toml:2", "b.toml:2", "b.toml:3"],
            configuration.Diagnostics.Select(found => $"{found.Source.Name}:{found.Span.Start.Line}"));
        Assert.True(configuration.HasErrors);
        Assert.Equal(["a", "b"], configuration.Jobs.Select(job => job.Name));
    }

    [Fact]
    public void A_second_check_finds_nothing_more()
    {
        SourceFile[] files = [FileOf("web.toml", Waiting)];
        JobConfiguration once = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        JobConfiguration twice = ConfigurationCheck.Run(once, files, []);
        Assert.Equal(Shown(once), Shown(twice));
    }

    [Fact]
    public void More_warnings_than_are_listed_make_no_error()
    {
        string text = string.Concat(Enumerable.Range(0, 150)
            .Select(job => $"[job.j{job}]\nexec = [\"j\"]\nrespawn-delay = {{ min = \"1s\" }}\n"));
        SourceFile[] files = [new("miniinit.toml", new SourceRole.Main(), Encoding.UTF8.GetBytes(text))];
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        Assert.False(configuration.HasErrors);
        Assert.Equal(101, configuration.Diagnostics.Count);
        Assert.Contains("50 more", configuration.Diagnostics[^1].Message, StringComparison.Ordinal);
        JobConfiguration twice = ConfigurationCheck.Run(configuration, files, []);
        Assert.Single(twice.Diagnostics, found => found.Code == "too-many");
    }

    [Fact]
    public void Unlisted_errors_are_errors_also_behind_warnings()
    {
        string text = string.Concat(Enumerable.Range(0, 150)
            .Select(job => $"[job.j{job}]\nexec = [\"j\"]\nnice = 100\n"));
        SourceFile[] files = [new("miniinit.toml", new SourceRole.Main(), Encoding.UTF8.GetBytes(text))];
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        Assert.Equal(Severity.Error, configuration.Diagnostics.Single(found => found.Code == "too-many").Severity);
    }

    [Fact]
    public void Many_problems_of_one_long_expression_are_told_in_bounds()
    {
        string expression = string.Join(" or ", Enumerable.Range(0, 256).Select(number => $"event-{number}"));
        JobConfiguration configuration = Check(("web.toml", $"exec = [\"web\"]\nstart-on = \"{expression}\"\n"));
        Assert.Equal(101, configuration.Diagnostics.Count);
        Assert.Equal(2, configuration.Diagnostics.Select(found => found.Span.Start.Line).Distinct().Count());
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        JobConfiguration configuration = Check(
            ("web.toml", "exec = [\"web\"]\nenv = { PASSWORD = \"hunter2\", URL = \"http://a:hunter2@b/\" }\n"));
        Assert.Equal(["readable-secret", "readable-secret"], configuration.Diagnostics.Select(found => found.Code));
        Assert.DoesNotContain("hunter2", Shown(configuration), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_with_a_secret_is_not_shown_for_another_finding()
    {
        string text = "job.web = { exec = [\"web\", \"$PORT\"], env = { PASSWORD = \"hunter2\" } }\n";
        SourceFile[] files =
            [new("miniinit.toml", new SourceRole.Main(), Encoding.UTF8.GetBytes(text)) { IsWorldReadable = true }];
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        Assert.Equal(["no-shell", "readable-secret"], configuration.Diagnostics.Select(found => found.Code));
        Assert.DoesNotContain("hunter2", Shown(configuration), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_script_is_read_to_its_end_or_left_alone()
    {
        Gen<string> pieces = Gen.Elements(
                "web", "exec", "exec web", "if", "then", "else", "fi", "while", "do", "done", "case", "in", "esac",
                "for", "{", "}", "(", ")", "f()", " ", " ", "\n", ";", ";;", "&", "&&", "||", "|", "<<E", "<<-'E'",
                "\nE\n", ">", "2>&1", "<(", "'", "\"", "`", "$(", "${", "$((", "\\", "\\\n", "#", "[[", "]]", "!", "A=b", "\t", "😀")
            .ListOf().Select(string.Concat);
        int stays = 0;
        FsCheck.Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(80),
            Prop.ForAll(Arb.From(pieces), script =>
            {
                string quoted = script.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal);
                JobConfiguration configuration = Check(("web.toml", $"script = \"\"\"\nx\n{quoted}\n\"\"\"\n"));
                stays += configuration.Diagnostics.Count;
                Assert.All(configuration.Diagnostics, found =>
                {
                    Assert.Equal("shell-stays", found.Code);
                    Assert.Contains("cannot make \"", found.Message, StringComparison.Ordinal);
                });
            }));
        Assert.InRange(stays, 10, 1990);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("$(")]
    [InlineData("<<E ")]
    [InlineData("if a; then ")]
    [InlineData("1>")]
    [InlineData("a & ")]
    public void The_longest_script_of_one_thing_is_read(string piece)
    {
        string script = string.Concat(Enumerable.Repeat(piece, ConfigLimits.ScriptCharacters / piece.Length));
        Assert.Empty(Codes($"script = \"{script}\"\n"));
    }

    private static string[] Codes(string job, params string[] outsideEvents)
    {
        SourceFile[] files = [FileOf("web.toml", job)];
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, outsideEvents);
        return [.. configuration.Diagnostics.Select(found => found.Code).Order(StringComparer.Ordinal)];
    }

    private static JobConfiguration Check(params (string Name, string Text)[] files)
    {
        SourceFile[] read = [.. files.Select(file => FileOf(file.Name, file.Text))];
        return ConfigurationCheck.Run(ConfigurationReader.Read(read), read, []);
    }

    private static string Shown(JobConfiguration configuration) =>
        string.Join('\n', configuration.Diagnostics.Select(found => found.Render()));

    private static SourceFile FileOf(string name, string text) =>
        new(name, SourceRole.OfFile(name, 0)!, Encoding.UTF8.GetBytes(text)) { IsWorldReadable = true };
}
