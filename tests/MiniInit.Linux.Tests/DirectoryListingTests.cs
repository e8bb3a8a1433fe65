using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Linux.Tests;

public sealed class DirectoryListingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)] // many times the buffer
    public void Every_name_is_listed_once(int count)
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"{new string('n', i % 200)}{i}")];
        foreach (string name in names)
        {
            File.WriteAllText(Path.Combine(folder.Path, name), "");
        }

        using DirectoryListing? listing = DirectoryListing.TryOpen(folder.Path);
        Assert.NotNull(listing);
        Assert.Equal(names.Concat([".", ".."]).Order(StringComparer.Ordinal), Names(listing).Order(StringComparer.Ordinal));
        Assert.False(listing.TryNext(out ReadOnlySpan<byte> after));
        Assert.True(after.IsEmpty);
    }

    [Fact]
    public void Its_own_descriptor_is_among_ours()
    {
        using DirectoryListing? listing = DirectoryListing.TryOpen("/proc/self/fd");
        Assert.NotNull(listing);
        Assert.Contains($"{listing.Number}", Names(listing));
    }

    [Theory]
    [InlineData("/no/such/directory")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void What_is_no_directory_is_not_opened(string path) => Assert.Null(DirectoryListing.TryOpen(path));

    private static List<string> Names(DirectoryListing listing)
    {
        var names = new List<string>();
        while (listing.TryNext(out ReadOnlySpan<byte> name))
        {
            names.Add(Encoding.UTF8.GetString(name));
        }

        return names;
    }
}
