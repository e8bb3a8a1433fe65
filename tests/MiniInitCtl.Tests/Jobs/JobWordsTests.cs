using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Tests.Jobs;

/// <summary>The words behind a command.</summary>
public sealed class JobWordsTests
{
    [Fact]
    public void Jobs_come_before_variables()
    {
        JobWords words = JobWords.Read(["web", "net/db", "A=1", "B=", "C=d=e"], isCompatible: false, out string? problem);
        Assert.Null(problem);
        Assert.Equal(["web", "net/db"], words.Jobs);
        Assert.Equal(["A=1", "B=", "C=d=e"], words.Variables);
    }

    [Theory]
    [InlineData("cannot use \"db\" behind a variable: name the jobs first", "web", "A=1", "db")]
    [InlineData("cannot use \"=1\" as a variable: write NAME=value", "web", "=1")]
    [InlineData("a job's name is empty", "")]
    public void Other_orders_are_refused(string problem, params string[] words)
    {
        JobWords.Read(words, isCompatible: false, out string? told);
        Assert.Equal(problem, told);
    }

    [Fact]
    public void Initctl_takes_one_job_and_init_says_what_is_wrong_with_its_variables()
    {
        JobWords words = JobWords.Read(["web", "db"], isCompatible: true, out string? problem);
        Assert.Null(problem);
        Assert.Equal(["web"], words.Jobs);
        Assert.Equal(["db"], words.Variables);
    }

    [Theory]
    [InlineData("web", false)]
    [InlineData("a+b@c.d", false)]
    [InlineData("@web", true)]
    [InlineData("web*", true)]
    [InlineData("w?b", true)]
    [InlineData("[ab]", true)]
    public void Patterns_are_told_from_names(string word, bool isPattern) => Assert.Equal(isPattern, JobWords.IsPattern(word));
}
