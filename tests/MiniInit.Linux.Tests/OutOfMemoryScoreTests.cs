using System.Globalization;
using System.IO;

namespace MiniInit.Linux.Tests;

public sealed class OutOfMemoryScoreTests
{
    [Fact]
    public void Protecting_says_what_was_there_or_changes_nothing()
    {
        const string Path = "/proc/self/oom_score_adj";
        string before = File.ReadAllText(Path).Trim();
        int? inherited = OutOfMemoryScore.Protect();
        try
        {
            if (inherited is int score)
            {
                Assert.Equal(before, score.ToString(CultureInfo.InvariantCulture));
                Assert.Equal("-999", File.ReadAllText(Path).Trim());
            }
            else
            {
                Assert.Equal(before, File.ReadAllText(Path).Trim());
            }
        }
        finally
        {
            File.WriteAllText(Path, before);
        }
    }
}
