using System;
using System.Linq;

namespace MiniInit.Config.Tests.Golden;

public sealed class MessagesTests
{
    public static TheoryData<string, string> All() =>
        new(GoldenMessages.All.Select(message => (message.Section, message.Title)));

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_printed_is_what_was_written_down(string section, string title)
    {
        GoldenMessage message = GoldenMessages.All.Single(each => each.Section == section && each.Title == title);
        Assert.SkipWhen(IsUpdate, "the file is written anew");
        Assert.Equal(string.Join('\n', message.Printed), string.Join('\n', message.Print()));
    }

    [Fact]
    public void The_file_has_at_least_a_hundred_and_ten_cases_each_under_a_title_of_its_own()
    {
        Assert.True(GoldenMessages.All.Count >= 110, $"{GoldenMessages.All.Count}");
        Assert.Equal(
            GoldenMessages.All.Count,
            GoldenMessages.All.Select(message => (message.Section, message.Title)).Distinct().Count());
        if (IsUpdate)
        {
            GoldenMessages.Write();
        }
    }

    private static bool IsUpdate => Environment.GetEnvironmentVariable(GoldenMessages.Update) == "1";
}
