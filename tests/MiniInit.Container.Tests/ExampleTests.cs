using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;
using YamlDotNet.RepresentationModel;

namespace MiniInit.Container.Tests;

/// <summary>What can be checked of the examples without the systems that they are for.</summary>
public sealed partial class ExampleTests
{
    /// <summary>Every file of the examples and of docker/ that has a command line of MiniInit in it.</summary>
    public static TheoryData<string> FilesWithACommandLine =>
    [
        .. new[] { "examples", "docker" }
            .SelectMany(top => Directory.EnumerateFiles(Repository.File(top), "*", SearchOption.AllDirectories))
            .Where(file => CommandLine().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(FilesWithACommandLine))]
    public async Task Every_option_in_an_example_is_one_that_miniinit_has(string file)
    {
        CommandResult help = await Command.RunAsync(Repository.MiniInit, ["--help"]);
        Assert.Equal(0, help.ExitCode);
        HashSet<string> known = [.. Option().Matches(help.Output).Select(match => match.Value)];

        string text = await File.ReadAllTextAsync(Repository.File(file), TestContext.Current.CancellationToken);
        IEnumerable<string> used = CommandLine().Matches(text)
            .SelectMany(line => Option().Matches(line.Groups["options"].Value))
            .Select(match => match.Value);

        Assert.Empty(used.Except(known));
    }

    [Fact]
    public void The_compose_example_has_no_second_init_and_time_for_the_grace()
    {
        YamlNode app = Load("examples/compose/compose.yaml").Single()["services"]["app"];

        Assert.Equal("false", app["init"].ToString());
        Assert.Equal("/miniinit", app["entrypoint"][0].ToString());
        Assert.True(Seconds(app["stop_grace_period"].ToString()) > Spent(app["entrypoint"]));
    }

    [Fact]
    public void The_kubernetes_deployment_has_time_for_the_drain_and_the_grace()
    {
        YamlNode[] documents = [.. Load("examples/kubernetes/deployment.yaml")];

        Assert.Equal(["Deployment", "Service"], documents.Select(document => document["kind"].ToString()));
        YamlNode template = documents[0]["spec"]["template"];
        YamlNode command = template["spec"]["containers"][0]["command"];
        Assert.Equal(documents[0]["spec"]["selector"]["matchLabels"], template["metadata"]["labels"]);
        Assert.Equal(documents[1]["spec"]["selector"], template["metadata"]["labels"]);
        Assert.True(Seconds(template["spec"]["terminationGracePeriodSeconds"].ToString()) > Spent(command));
    }

    [Fact]
    public void The_kubernetes_toolbox_pauses()
    {
        YamlNode pod = Load("examples/kubernetes/toolbox.yaml").Single();

        Assert.Equal("Pod", pod["kind"].ToString());
        Assert.Equal("[ /miniinit, --pause ]", pod["spec"]["containers"][0]["command"].ToString());
    }

    private static IEnumerable<YamlNode> Load(string file)
    {
        YamlStream stream = [];
        using StreamReader reader = new(Repository.File(file));
        stream.Load(reader);
        return stream.Documents.Select(document => document.RootNode);
    }

    /// <summary>The seconds that <c>--drain</c> and <c>--grace</c> of a command line may take together.</summary>
    private static int Spent(YamlNode command)
    {
        string[] words = [.. ((YamlSequenceNode)command).Select(word => word.ToString())];
        Assert.Contains("--grace", words);
        return words.Zip(words.Skip(1))
            .Where(pair => pair.First is "--drain" or "--grace")
            .Sum(pair => Seconds(pair.Second));
    }

    private static int Seconds(string text) => int.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture);

    /// <summary>/miniinit and its own options, in a JSON array or in words.</summary>
    [GeneratedRegex("""/miniinit"?,?(?<options>(\s+"?(--?[a-z][a-z-]*|(?!COPY)[A-Za-z0-9:.]+)"?,?)*)""")]
    private static partial Regex CommandLine();

    [GeneratedRegex("(?<![a-z-])--?[a-z][a-z-]*")]
    private static partial Regex Option();
}
