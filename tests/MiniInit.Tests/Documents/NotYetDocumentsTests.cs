using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MiniInit.Config;
using MiniInit.Config.Tests;
using MiniInit.Core.Addresses;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Documents;

/// <summary>What a document shows works today, and where one shows or lists a key that is not in effect yet it says so.</summary>
public sealed partial class NotYetDocumentsTests
{
    /// <summary>Each key once, as <see cref="NotYet"/> has them.</summary>
    private static readonly string[] s_keys = [.. Jobs().SelectMany(NotYet.Keys).Distinct()];

    public static TheoryData<string> Examples() =>
        [.. Directory.EnumerateDirectories(Path.Combine(RepositoryRoot.Path, "examples")).Select(folder => Path.GetFileName(folder)!).Order()];

    [Fact]
    public void There_are_thirteen_keys() => Assert.Equal(13, s_keys.Length);

    [Theory]
    [InlineData("README.md", 3)]
    [InlineData("docs/JOB-FILES.md", 1)]
    public void Configurations_in_a_document_are_right_and_work_today(string document, int least)
    {
        string[] shown = [.. Configuration().Matches(TextOf(document)).Select(match => match.Groups["text"].Value)];
        Assert.True(shown.Length >= least, $"{shown.Length}");
        foreach (string text in shown)
        {
            JobConfiguration read = Header().IsMatch(text) ? Read.MainFile(text) : Read.Files(("web.toml", text));
            Assert.Equal([], read.Diagnostics.Select(diagnostic => diagnostic.ToString()));
            Assert.Equal([], read.Definitions.SelectMany(NotYet.Keys));
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/JOB-FILES.md")]
    public void A_document_lists_all_keys_that_are_not_in_effect_and_no_others(string document)
    {
        string paragraph = Assert.Single(TextOf(document).Split("\n\n"), text => text.Contains("not in effect yet", StringComparison.Ordinal));
        IEnumerable<string> words = s_keys.Select(key => key.StartsWith("ready.", StringComparison.Ordinal) ? key["ready.".Length..] : key).Append("ready");
        Assert.Equal(words.Order(StringComparer.Ordinal), Quoted().Matches(paragraph).Select(match => match.Groups["word"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_says_which_of_its_keys_are_not_in_effect(string example)
    {
        IEnumerable<string> words = Read.Folder(Path.Combine(RepositoryRoot.Path, "examples", example)).Definitions.SelectMany(NotYet.Keys)
            .SelectMany(key => key.StartsWith("ready.", StringComparison.Ordinal) ? key.Split('.') : [key]).Distinct();
        string? said = TextOf($"examples/{example}/README.md").Split("\n\n").SingleOrDefault(text => text.Contains("not in effect yet", StringComparison.Ordinal));
        Assert.Equal(
            words.Order(StringComparer.Ordinal),
            Quoted().Matches(said ?? "").Select(match => match.Groups["word"].Value).Order(StringComparer.Ordinal));
    }

    private static string TextOf(string document) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, document));

    /// <summary>Jobs that have between them each key that a job may have.</summary>
    private static IEnumerable<JobDefinition> Jobs()
    {
        Assert.True(ListenAddress.TryParse("127.0.0.1:80", Transport.Tcp, out ListenAddress? address, out TextError _));
        Assert.True(HttpAddress.TryParse("http://127.0.0.1/", out HttpAddress? page, out _));
        JobDefinition web = Read.Job("""
            exec = ["web"]
            watchdog = "1s"
            health = { exec = ["true"] }
            cgroup = { pids-max = 1 }
            sandbox = { read-only = ["/"], private-tmp = true }
            listen = [{ tcp = "80" }]
            schedule = "@daily"
            """);
        Probe[] probes = [new Probe.TcpConnect(address), new Probe.HttpGet(page), new Probe.Run(new JobCommand.Program(["true"]))];
        return
        [
            web,
            web with { Every = TimeSpan.FromSeconds(1) },
            web with { Ready = new Readiness.File("/x") },
            web with { Ready = new Readiness.Alive(TimeSpan.FromSeconds(1)) },
            .. probes.Select(probe => web with { Ready = new Readiness.Probed(probe, TimeSpan.Zero, TimeSpan.Zero) }),
        ];
    }

    [GeneratedRegex(@"^```toml\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Configuration();

    [GeneratedRegex(@"^\[(job|init)[.\]]", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex(@"`(?<word>[^`\n]+)`")]
    private static partial Regex Quoted();
}
