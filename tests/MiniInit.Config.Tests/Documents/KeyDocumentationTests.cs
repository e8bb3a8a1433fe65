using System.Linq;
using MiniInit.Config.Keys;

namespace MiniInit.Config.Tests.Documents;

public sealed class KeyDocumentationTests
{
    [Fact]
    public void Every_key_is_documented_in_sentences()
    {
        string[] texts =
        [
            .. Texts(JobKeys.Table), .. Texts(InitKeys.Table), .. Texts(HookKeys.StartTable),
            .. Texts(HealthKeys.Table),
            .. Texts(ReadyKeys.Form.Keys), .. Texts(RespawnKeys.Delay.Keys), .. Texts(RespawnKeys.Limit.Keys),
            .. Texts(LogKeys.Form.Keys), .. Texts(SandboxKeys.Form.Keys), .. Texts(ControlGroupKeys.Form.Keys),
            .. Texts(ListenKeys.Form.Keys), .. Texts(GrantKeys.Form.Keys),
        ];
        Assert.True(texts.Length > 100, $"{texts.Length}");
        Assert.All(texts, text => Assert.Matches(@"^[^:]+: [A-Z/].*[^.]\.$", text));
    }

    [Fact]
    public void A_chapter_has_each_key_of_a_job_once() => Assert.Equal(
        JobKeys.Table.Keys.Select(key => key.Name),
        JobKeys.Chapters.SelectMany(chapter => chapter.Keys).Select(key => key.Name));

    private static System.Collections.Generic.IEnumerable<string> Texts<T>(KeyTable<T> table) =>
        table.Keys.Select(key => $"{key.Name}: {key.Documentation}");
}
