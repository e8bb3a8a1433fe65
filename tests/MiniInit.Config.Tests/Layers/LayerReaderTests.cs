using System;
using System.Linq;
using System.Text;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Layers;

/// <summary>Files are read within a bound of memory, however dense they are.</summary>
public sealed class LayerReaderTests
{
    [Fact]
    public void Dense_files_are_refused_one_by_one_and_together()
    {
        byte[] dense = Encoding.UTF8.GetBytes($"exec = [\"a\"]\nx = [{string.Concat(Enumerable.Repeat("1,", 400_000))}]\n");
        SourceFile[] files = [.. Enumerable.Range(0, 6).Select(at => new SourceFile($"j{at}.toml", new SourceRole.Job($"j{at}", 0), dense))];
        JobConfiguration configuration = ConfigurationReader.Read(files);
        string[] messages = [.. configuration.Diagnostics.Select(found => found.Message)];
        Assert.Equal(6, messages.Length);
        Assert.Equal(4, messages.Count(message =>
            message.StartsWith("cannot read on: the text has more than 131", StringComparison.Ordinal)));
        Assert.Equal(2, messages.Count(message => message.StartsWith(
            "cannot read this file: those before it have 524288 values and tables together", StringComparison.Ordinal)));
    }
}
