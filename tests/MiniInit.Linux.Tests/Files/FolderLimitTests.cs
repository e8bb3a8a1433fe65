using System.Linq;
using MiniInit.Linux.Files;

namespace MiniInit.Linux.Tests.Files;

/// <summary>Job folders that are larger than anyone means.</summary>
public sealed class FolderLimitTests
{
    [Fact]
    public void Folders_lie_sixteen_deep_at_most()
    {
        using var jobs = new JobFolder();
        string deep = string.Concat(Enumerable.Repeat("d/", FileLimits.Depth));
        _ = jobs.Write($"{deep}a.toml", "deep");
        _ = jobs.Write($"{deep}e/b.toml");
        Assert.Equal(
            [
                $"{deep}a.toml: deep",
                $"{deep}e/: cannot read JOBS/{deep}e: it lies more than 16 folders deep; move it up, or out of the job folder",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Theory]
    [InlineData(FileLimits.FileBytes, true)]
    [InlineData(FileLimits.FileBytes + 1, false)]
    [InlineData(20 * FileLimits.FileBytes, false)]
    public void A_file_has_a_mebibyte_at_most(int length, bool fits)
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.toml", new string('#', length));
        if (fits)
        {
            Assert.Equal(length, Assert.Single(jobs.Read().Files).Text?.Length);
        }
        else
        {
            Assert.Equal("cannot read JOBS/a.toml: it has more than 1 MiB; make it shorter", jobs.OnlyRefusal());
        }
    }

    [Fact]
    public void All_files_of_a_loading_share_one_limit()
    {
        using var jobs = new JobFolder();
        using var others = new JobFolder();
        _ = jobs.Write("a.toml", "12345");
        _ = jobs.Write("b.toml", "123456");
        _ = jobs.Write("c.toml", "1234");
        _ = others.Write("d.toml", "1");
        _ = others.Write("e.toml", "2");
        var context = new ReadContext(FileTrust.AsIs, TrustRules.Current, new ReadBudget(10, 100));
        const string Full = "with it the files would have more than 10 bytes together; move some out of the folder";
        Assert.Equal(
            ["a.toml: 12345", $"b.toml: cannot read JOBS/b.toml: {Full}", "c.toml: 1234"],
            jobs.Lines(FolderScan.Read(jobs.Path, context)));
        Assert.Equal(
            ["d.toml: 1", $"e.toml: cannot read JOBS/e.toml: {Full}"], others.Lines(FolderScan.Read(others.Path, context)));
        Assert.EndsWith(Full, FileRead.Read(others.At("e.toml"), context)?.Refusal, System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_loading_has_16_MiB_at_most()
    {
        using var jobs = new JobFolder();
        string text = new('#', FileLimits.FileBytes);
        for (int i = 0; i < 17; i++)
        {
            _ = jobs.Write($"{i:00}.toml", text);
        }

        FolderContent content = jobs.Read();
        Assert.All(content.Files.Take(16), f => Assert.Equal(FileLimits.FileBytes, f.Text?.Length));
        Assert.Equal(
            "cannot read JOBS/16.toml: with it the files would have more than 16 MiB together; move some out of the folder",
            jobs.Shown(content.Files[16].Refusal));
    }

    [Fact]
    public void A_folder_of_too_many_names_is_refused_as_a_whole()
    {
        using var jobs = new JobFolder();
        foreach (string name in new[] { "a.toml", "many/1.toml", "many/2.toml", "many/.3", "z.toml" })
        {
            _ = jobs.Write(name, "x");
        }

        const string Many = "with it there would be more than 5 names; move what are no job files out of the folder";
        Assert.Equal(
            ["a.toml: x", $"many/: cannot read JOBS/many: {Many}", "z.toml: x"], jobs.Lines(Read(entries: 5)));
        Assert.Equal(["a.toml: x", "many/1.toml: x", "many/2.toml: x", "z.toml: x"], jobs.Lines(Read(entries: 6)));
        FolderContent content = Read(entries: 2);
        Assert.Empty(content.Files);
        Assert.Equal(
            "cannot read JOBS: with it there would be more than 2 names; move what are no job files out of the folder",
            jobs.Shown(content.Refusal));

        FolderContent Read(int entries) => FolderScan.Read(
            jobs.Path, new ReadContext(FileTrust.Checked, TrustRules.Current, new ReadBudget(1000, entries)));
    }
}
