using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MiniInit.Config.Tests;

namespace MiniInit.Tests.Documents;

/// <summary>A promise that names the test that holds it is worth as much as that test, which must be there.</summary>
public sealed partial class NamedTestsTests
{
    private static readonly string s_tests = Path.Combine(RepositoryRoot.Path, "tests");

    private static readonly ILookup<string, string> s_sources = Directory
        .EnumerateFiles(s_tests, "*Tests.cs", SearchOption.AllDirectories)
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    [Theory]
    [InlineData("README.md", 20)]
    [InlineData("docs/SECURITY.md", 50)]
    public void Tests_that_a_document_names_are_there(string document, int least)
    {
        List<string> named = [];
        foreach (Match match in Named().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, document))))
        {
            named.Add(match.Value);
            Assert.True(IsThere(match.Groups["class"].Value, match.Groups["method"].Value), $"{document} names {match.Value}");
        }

        Assert.True(named.Count >= least, $"{document} names {named.Count} tests");
    }

    [Theory]
    [InlineData("NamedTestsTests", "Tests_that_a_document_names_are_there", true)]
    [InlineData("NamedTestsTests", "Tests_that_a_document_names", false)]
    [InlineData("NamedTestTests", "Tests_that_a_document_names_are_there", false)]
    public void A_name_is_that_of_a_test_or_of_none(string type, string method, bool isThere) =>
        Assert.Equal(isThere, IsThere(type, method));

    private static bool IsThere(string type, string method) =>
        s_sources[type].Any(file => Regex.IsMatch(File.ReadAllText(file), $@"^    public (void|async Task) {method}\(", RegexOptions.Multiline));

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
