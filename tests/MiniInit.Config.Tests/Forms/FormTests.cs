using System.Linq;
using System.Threading.Tasks;
using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Toml;
using NJsonSchema;

namespace MiniInit.Config.Tests.Forms;

/// <summary>Each form by a key that has it: what it takes, prints, refuses; the schema agrees.</summary>
public sealed class FormTests
{
    /// <summary>Key, value as written, value as printed; what is like the default is printed all the same.</summary>
    public static TheoryData<string, string, string> Right() => new()
    {
        { "main", "true", "true" },
        { "main", "false", "false" },
        { "kill-mode", "\"mixed\"", "\"mixed\"" },
        { "respawn", "true", "\"always\"" },
        { "respawn", "false", "false" },
        { "respawn", "\"on-abnormal\"", "\"on-abnormal\"" },
        { "nice", "-20", "-20" },
        { "nice", "19", "19" },
        { "oom-score", "\"never\"", "-1000" },
        { "oom-score", "1000", "1000" },
        { "kill-timeout", "0", "\"0ms\"" },
        { "kill-timeout", "1.5", "\"1.5s\"" },
        { "kill-timeout", "\"90m\"", "\"1h30m\"" },
        { "description", "\"\"", "\"\"" },
        { "description", "\"a\\nb\"", "\"a\\nb\"" },
        { "user", "33", "\"33\"" },
        { "user", "\"www-data\"", "\"www-data\"" },
        { "umask", "\"22\"", "\"0022\"" },
        { "kill-signal", "15", "\"TERM\"" },
        { "kill-signal", "\"sigusr1\"", "\"USR1\"" },
        { "kill-signal", "\"RTMIN+3\"", "\"RTMIN+3\"" },
        { "chdir", "\"/srv\"", "\"/srv\"" },
        { "requires", "[\"db\", \"net/x\"]", "[\"db\", \"net/x\"]" },
        { "env-from", "[]", "[]" },
        { "env-file", "[\"-/a\", \"/b\"]", "[\"-/a\", \"/b\"]" },
        { "env", "{ A = \"\", B = \"$A\" }", "{ A = \"\", B = \"$A\" }" },
        { "exec", "[\"web\", \"\"]", "[\"web\", \"\"]" },
        { "exec", "\"web | cat\"", "\"web | cat\"" },
        { "script", "\"exec web\"", "\"exec web\"" },
        { "shell", "[\"/bin/bash\"]", "[\"/bin/bash\"]" },
        { "normal-exit", "[0, \"SIGTERM\", 255]", "[0, \"TERM\", 255]" },
        { "cpu-affinity", "[3, \"1-2\", 0, 7]", "[\"0-3\", 7]" },
        { "limits", "{ nofile = [1024, \"unlimited\"], as = \"1k\" }",
            "{ as = 1024, nofile = [1024, \"unlimited\"] }" },
        { "priority", "\"fifo:9\"", "\"fifo:9\"" },
        { "io-priority", "\"best-effort:7\"", "\"best-effort:7\"" },
        { "start-on", "\"(started a) and b\"", "\"started a and b\"" },
        { "schedule", "\"@daily\"", "\"@daily\"" },
        { "instance", "\"$N\"", "\"$N\"" },
        { "ready", "\"notify\"", "\"notify\"" },
        { "ready", "{ file = \"/x\" }", "{ file = \"/x\" }" },
        { "ready", "{ alive = 1 }", "{ alive = \"1s\" }" },
        { "ready", "{ tcp = 80 }", "{ tcp = \":80\", every = \"1s\", timeout = \"5s\" }" },
        { "pre-start", "{ exec = \"a b\" }", "{ exec = \"a b\", timeout = \"1m\" }" },
        { "post-stop", "{ script = \"a\", timeout = 1 }", "{ script = \"a\", timeout = \"1s\" }" },
        { "respawn-limit", "{ count = \"unlimited\" }", "{ count = \"unlimited\", then = \"fail\" }" },
        { "respawn-limit", "{ then = \"retry-after 300\" }", "{ count = 10, then = \"retry-after 5m\" }" },
        { "cgroup", "{ cpu-max = 1.5, memory-max = \"1G\" }", "{ memory-max = \"1G\", cpu-max = \"150%\" }" },
        { "listen", "[{ udp = 53 }]", "[{ name = \"unknown\", udp = \":53\" }]" },
        { "listen", "[{ unix = \"/a\" }]", "[{ name = \"unknown\", unix = \"/a\", mode = \"0660\" }]" },
    };

    /// <summary>Key and value that are refused by the reader.</summary>
    public static TheoryData<string, string> Wrong() => new()
    {
        { "main", "1" },
        { "main", "\"true\"" },
        { "kill-mode", "\"Mixed\"" },
        { "kill-mode", "true" },
        { "respawn", "\"\"" },
        { "respawn", "[true]" },
        { "nice", "20" },
        { "nice", "-21" },
        { "nice", "1.0" },
        { "nice", "9223372036854775807" },
        { "oom-score", "\"NEVER\"" },
        { "oom-score", "1001" },
        { "kill-timeout", "-1" },
        { "kill-timeout", "[5]" },
        { "start-timeout", "0" },
        { "kill-timeout", "1e300" },
        { "description", "5" },
        { "description", "[\"a\"]" },
        { "user", "true" },
        { "user", "4294967295" },
        { "umask", "18" },
        { "umask", "\"1000\"" },
        { "kill-signal", "0" },
        { "kill-signal", "\"RTMIN+40\"" },
        { "chdir", "\"\"" },
        { "chdir", "5" },
        { "requires", "[\"\"]" },
        { "requires", "[1]" },
        { "env-from", "\"*\"" },
        { "env-file", "[\"-\"]" },
        { "env", "{ A = 1 }" },
        { "env", "{ \"\" = \"\" }" },
        { "exec", "[]" },
        { "exec", "[\"\"]" },
        { "exec", "5" },
        { "script", "\"\"" },
        { "shell", "[]" },
        { "normal-exit", "[-1]" },
        { "normal-exit", "[0, 0]" },
        { "normal-exit", "[true]" },
        { "cpu-affinity", "[1024]" },
        { "cpu-affinity", "[\"2-1\"]" },
        { "cpu-affinity", "[1.5]" },
        { "limits", "{ nofile = [2, 1] }" },
        { "limits", "{ nofile = [1] }" },
        { "limits", "[1]" },
        { "limits", "{ nofile = true }" },
        { "priority", "\"fifo\"" },
        { "io-priority", "7" },
        { "start-on", "\"and\"" },
        { "start-on", "[]" },
        { "schedule", "\"1\"" },
        { "instance", "\"${\"" },
        { "ready", "\"tcp\"" },
        { "ready", "{}" },
        { "ready", "{ tcp = 80, file = \"/x\" }" },
        { "ready", "{ alive = 1, every = 1 }" },
        { "pre-start", "{}" },
        { "pre-start", "\"a\"" },
        { "respawn-limit", "{ count = 0 }" },
        { "respawn-limit", "{ then = \"retry-after 0\" }" },
        { "respawn-delay", "{ min = 9, max = 8 }" },
        { "respawn-delay", "{ factor = nan }" },
        { "cgroup", "{ cpu-max = 0 }" },
        { "listen", "[{}]" },
        { "listen", "[{ tcp = 80, mode = \"0660\" }]" },
        { "listen", "[{ tcp = 80 }, { tcp = \":80\" }]" },
        { "log", "{ ring = \"2M\" }" },
        { "sandbox", "{ capabilities = [\"ROOT\"] }" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public async Task A_right_value_is_read_and_printed_and_valid_for_editors(
        string key, string written, string printed)
    {
        JobDefinition job = Read.Job(File(key, written));
        TomlValue value = JobKeys.Table.Print(job, key)!;
        Assert.Equal(printed, TomlWriter.WriteValue(value));
        Assert.Equal(job, Read.Job(File(key, printed)));
        JsonSchema schema = await JsonSchema.FromJsonAsync(
            JobKeys.Table.Keys.Single(each => each.Name == key).Form.Schema().ToJsonString(),
            TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(JsonText.OfValue(written)).Select(error => error.ToString()));
        Assert.Empty(schema.Validate(JsonText.OfValue(printed)).Select(error => error.ToString()));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_one_error_at_its_place(string key, string written)
    {
        JobConfiguration read = Read.Files(("web.toml", File(key, written)));
        Diagnostic error = Assert.Single(read.Diagnostics);
        Assert.Equal(1, error.Span.Start.Line);
        Assert.InRange(error.Span.Start.Column, key.Length + 4, key.Length + 4 + written.Length);
        Assert.Null(Assert.Single(read.Jobs).Definition);
    }

    [Fact]
    public void Every_key_of_a_job_is_described_in_errors_and_reference() => Assert.All(JobKeys.Table.Keys, key =>
    {
        Assert.NotEmpty(key.Form.Phrase);
        Assert.NotEmpty(key.Form.Word);
        Assert.False(key.Form.Phrase.EndsWith('.'), key.Form.Phrase);
    });

    /// <summary>Each phrase ends with an example, which must be right itself.</summary>
    [Fact]
    public void The_examples_of_phrases_are_right() => Assert.All(
        JobKeys.Table.Keys.Where(key => key.Form.Phrase.Contains(" such as ", System.StringComparison.Ordinal)),
        key =>
        {
            string example = key.Form.Phrase.Split(" such as ")[1];
            example = example[0] is '[' or '{' ? example : example.Split(", ")[0].Split(" or ")[0];
            TomlDocument document = TomlDocument.Parse(System.Text.Encoding.UTF8.GetBytes($"x = {example}"), "x");
            Assert.False(document.HasErrors, example);
            Assert.Empty(Read.Errors(File(key.Name, example)));
        });

    /// <summary>A job with the key first, so that errors are in line 1.</summary>
    private static string File(string key, string written)
    {
        string rest = key is "exec" or "script" ? "" : "exec = [\"web\"]\n";
        string instance = key == "instances" ? "instance = \"$N\"\n" : "";
        return $"{key} = {written}\n{rest}{instance}";
    }
}
