using System;
using System.Linq;
using System.Text;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Hostile;

/// <summary>The calls that are made to take as much memory as a call can.</summary>
public sealed class MemoryTests
{
    private const int MostPerCall = 5 * ProtocolLimits.CallBytes;

    public static TheoryData<string, string> Calls
    {
        get
        {
            string letters = string.Join(',', Enumerable.Repeat("\"a\"", ProtocolLimits.CallEntries));
            string tooMany = string.Join(',', Enumerable.Repeat("\"\"", 20_000));
            string fields = string.Join(',', Enumerable.Range(0, 7_000).Select(i => $"\"{i}\":0"));
            string escaped = string.Concat(Enumerable.Repeat("\\u0041", 10_000));
            return new TheoryData<string, string>
            {
                { "entries", Text.Call("List", $$"""{"patterns":[{{letters}}]}""") },
                { "too many entries", Text.Call("List", $$"""{"patterns":[{{tooMany}}]}""") },
                { "fields", Text.Call("List", $$"""{{{fields}}}""") },
                { "one text", Text.Call("List", $$"""{"patterns":["{{new string('x', 64_000)}}"]}""") },
                { "escapes", Text.Call("List", $$"""{"patterns":["{{escaped}}"]}""") },
                { "escapes in a name", Text.Call("List", $$"""{"{{escaped}}":1}""") },
                { "a long name", Text.Call("Reset", $$"""{"job":"{{new string('x', 64_000)}}"}""") },
                { "a long method", Text.Call(new string('x', 64_000), "{}") },
                { "nesting", new string('[', 65_000) },
                { "nesting within", "{\"method\":" + new string('[', 65_000) },
                { "gaps", new string(' ', 65_000) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void No_call_takes_much_more_than_it_is_long(string name, string text)
    {
        byte[] frame = Encoding.UTF8.GetBytes(text);
        Assert.True(frame.Length <= ProtocolLimits.CallBytes, name);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CallRead read = CallReader.Read(frame);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotNull(read);
        Assert.True(allocated <= MostPerCall, $"{name}: {allocated} bytes for {frame.Length}");
    }

    [Fact]
    public void What_is_told_again_of_a_call_is_short()
    {
        foreach ((string name, string text) in Calls.Select(row => row.Data))
        {
            if (CallReader.Read(Encoding.UTF8.GetBytes(text)) is CallRead.Refused refused)
            {
                Assert.True(Frames.Of(refused.Error).Length < 2048, name);
            }
        }
    }
}
