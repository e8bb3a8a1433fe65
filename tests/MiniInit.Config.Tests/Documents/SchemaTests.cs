using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MiniInit.Config.Tests.Properties;
using MiniInit.Toml;
using NJsonSchema;

namespace MiniInit.Config.Tests.Documents;

/// <summary>What the reader takes an editor takes too; checked by a validator that is not ours.</summary>
public sealed class SchemaTests
{
    private static readonly Task<JsonSchema> s_job = Load("job.schema.json");
    private static readonly Task<JsonSchema> s_main = Load("miniinit.schema.json");

    public static TheoryData<string> Examples() => new(
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "examples"), "*.toml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_is_valid(string path)
    {
        byte[] text = await File.ReadAllBytesAsync(
            Path.Combine(RepositoryRoot.Path, path), TestContext.Current.CancellationToken);
        JsonSchema schema = await (ConfigurationReader.IsMainFile(text) ? s_main : s_job);
        Assert.Empty(schema.Validate(JsonText.Of(text)).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("exec = ['web']\ncolour = 'red'")]
    [InlineData("exec = ['web']\nlog = { colour = 'red' }")]
    [InlineData("exec = ['web']\nkill-mode = 'all'")]
    [InlineData("exec = ['web']\nrespawn = 'yes'")]
    [InlineData("exec = ['web']\nready = 'tcp'")]
    [InlineData("exec = ['web']\nnice = '5'")]
    [InlineData("exec = ['web']\nnice = 20")]
    [InlineData("exec = ['web']\nrequires = 'db'")]
    [InlineData("exec = ['web']\nenv = { PORT = 80 }")]
    [InlineData("exec = ['web']\nkill-timeout = '5 seconds'")]
    [InlineData("exec = ['web']\nkill-timeout = '10s30m'")]
    [InlineData("exec = ['web']\nlimits = { pty = 5 }")]
    [InlineData("exec = ['web']\nlisten = { tcp = ':80' }")]
    [InlineData("exec = ['web']\nchdir = 'srv'")]
    [InlineData("exec = ['web']\nrequires = ['a', 'a']")]
    [InlineData("exec = 5")]
    [InlineData("exec = []")]
    [InlineData("exec = ['web']\nscript = 'exec web'")]
    [InlineData("exec = ['web']\nschedule = '@daily'\nevery = '1d'")]
    [InlineData("[job.web]\nexec = ['web']")]
    public async Task A_broken_job_file_is_invalid_for_editor_and_reader(string text)
    {
        Assert.NotEmpty((await s_job).Validate(JsonText.Of(Encoding.UTF8.GetBytes(text))));
        Assert.NotEmpty(Read.Errors(text));
    }

    [Theory]
    [InlineData("[service.web]\nexec = ['web']")]
    [InlineData("[init]\nlog-level = 'loud'")]
    [InlineData("[init]\nexec = ['web']")]
    [InlineData("[init]\nexit-when-idle = 'yes'")]
    [InlineData("[job.web]\nexec = ['web']\ncolour = 'red'")]
    [InlineData("[job]\nexec = ['web']")]
    public async Task A_broken_main_file_is_invalid_for_editor_and_reader(string text)
    {
        Assert.NotEmpty((await s_main).Validate(JsonText.Of(Encoding.UTF8.GetBytes(text))));
        Assert.True(Read.MainFile(text).HasErrors);
    }

    [Fact]
    public void What_is_right_is_valid() => Property.Holds(
        JobValues.All,
        entries =>
        {
            byte[] text = Encoding.UTF8.GetBytes(TomlWriter.Write(new TomlTable(entries)));
            Assert.Empty(s_job.Result.Validate(JsonText.Of(text)).Select(error => error.ToString()));
        },
        times: 200);

    private static Task<JsonSchema> Load(string name) =>
        JsonSchema.FromFileAsync(Path.Combine(RepositoryRoot.Path, "docs", name));
}
