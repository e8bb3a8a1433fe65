using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

public sealed class DescriptorsTests
{
    [Theory]
    [InlineData("all", "")]
    [InlineData("listed", "True\n")]
    [InlineData("loop", "")]
    public void Inherited_descriptors_are_closed_in_each_way(string way, string answer)
    {
        (int code, string output, string errors) = Running.Run(Binaries.TestChild, ["descriptors", way]);
        Assert.Equal((0, ""), (code, errors));
        // 301 of its own, and those that the tests themselves were started with.
        Assert.Matches($"^before standard=3 others=3\\d\\d\n{answer}after standard=3 others=0\n$", output);
    }
}
