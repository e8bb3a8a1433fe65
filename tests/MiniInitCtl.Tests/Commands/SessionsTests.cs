using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MiniInit.Ctl.Tests.Harness;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>list-sessions</c>.</summary>
public sealed class SessionsTests
{
    /// <summary>More than the kernel gives out: nobody lives there.</summary>
    private const int Gone = 1_999_999_999;

    [Fact]
    public void Sessions_are_listed_by_number_with_their_addresses()
    {
        using SessionPlace place = new();
        FakeInit last = place.Add(300), first = place.Add(20);
        Assert.Equal(new Tool(0, $"20 unix:path={first.Path}\n300 unix:path={last.Path}\n", ""), Ours(place, place.Run("list-sessions")));
        Assert.Empty(first.Calls);
        using JsonDocument json = JsonDocument.Parse(place.Run("list-sessions", "--json").Output);
        JsonElement told = json.RootElement.GetProperty("sessions").EnumerateArray().Single(one => one.GetProperty("pid").GetInt32() == 20);
        Assert.Equal(first.Path, told.GetProperty("socket").GetString());
    }

    [Fact]
    public void Those_that_are_over_are_not_listed_and_their_files_removed()
    {
        using SessionPlace place = new();
        place.Tell(Gone, place.Runtime + "/nobody");
        place.Tell(Environment.ProcessId, place.Runtime + "/nobody"); // the number is another's by now
        Assert.Equal(new Tool(0, "", ""), Ours(place, place.Run("list-sessions")));
        Assert.Empty(Directory.GetFileSystemEntries(place.Sessions));
    }

    [Fact]
    public void Their_numbers_are_completed()
    {
        using SessionPlace place = new();
        _ = place.Add(Gone - 1);
        Assert.Equal(new Tool(0, $"{Gone - 1}\n", ""), place.Run("complete", "2", "miniinitctl", "--session", "19999999"));
    }

    /// <summary>Root is also told of sessions that others have on this machine.</summary>
    private static Tool Ours(SessionPlace place, Tool tool) => tool with
    {
        Output = string.Concat(tool.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains("unix:path=/run/user/", StringComparison.Ordinal)
                && (line.Contains(place.Runtime, StringComparison.Ordinal) || !line.Contains("/sessions/", StringComparison.Ordinal)))
            .Select(line => line + "\n")),
    };
}
