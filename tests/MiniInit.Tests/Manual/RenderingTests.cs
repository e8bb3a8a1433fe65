using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Config.Tests;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Tests.Manual;

/// <summary>The pages as readers get them.</summary>
[Collection(nameof(StartsPrograms))]
public sealed class RenderingTests
{
    public static TheoryData<string> Pages() => [.. Directory
        .EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs", "man")).Select(path => Path.GetFileName(path)!).Order()];

    [Fact]
    public void There_are_three() => Assert.Equal(["miniinit.8", "miniinit.toml.5", "miniinitctl.1"], Pages().Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_renders_without_a_warning(string page)
    {
        Needs.Program("man");
        ProcessStartInfo start = new("man", ["--warnings=w", "-l", Path.Combine(RepositoryRoot.Path, "docs", "man", page)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["MANWIDTH"] = "80";
        start.Environment["MANPAGER"] = "cat";
        using Process man = Process.Start(start)!;
        Task<string> shown = man.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await man.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(page[..page.LastIndexOf('.')].ToUpperInvariant() + "(", (await shown).TrimStart(), System.StringComparison.Ordinal);
        await man.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, man.ExitCode);
    }
}
