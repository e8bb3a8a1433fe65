namespace MiniInit.Loading.Tests;

public sealed class SearchPathTests
{
    [Fact]
    public void What_is_named_comes_first_then_the_variable_then_the_usual_places()
    {
        Assert.Equal(["a", "b"], SearchPath.Choose(["a", "b"], "/c").Paths);
        Assert.Equal(["/c", "/d"], SearchPath.Choose([], "/c:/d").Paths);
        Assert.True(SearchPath.Choose([], "/c").IsExplicit);
        Assert.Same(SearchPath.Usual, SearchPath.Choose([], null));
        Assert.Same(SearchPath.Usual, SearchPath.Choose([], ":"));
    }

    [Fact]
    public void The_usual_places_are_those_of_the_documentation() => Assert.Equal(
        [
            "/etc/miniinit/miniinit.toml", "/run/miniinit/jobs", "/etc/miniinit/jobs", "/usr/local/lib/miniinit/jobs",
            "/usr/lib/miniinit/jobs",
        ],
        SearchPath.Usual.Paths);
}
