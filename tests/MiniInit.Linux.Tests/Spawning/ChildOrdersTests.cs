using System;
using System.Linq;
using System.Runtime.InteropServices;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Tests.Spawning;

/// <summary>
/// The tables that the parent prepares; what the child makes of them needs native code and end-to-end tests.
/// </summary>
public sealed unsafe class ChildOrdersTests : IDisposable
{
    private readonly StringVector _strings = StringVector.Of("program");
    private ChildBlock* _block;

    [Fact]
    public void The_limit_of_open_files_comes_last_and_the_others_keep_their_order()
    {
        ChildBlock* block = Write(limits:
        [
            new SpawnLimit(SpawnResource.Nofile, 10, 20),
            new SpawnLimit(SpawnResource.Rttime, 1UL << 60, 1UL << 60),
            new SpawnLimit((SpawnResource)99, 0, SpawnLimit.Unlimited),
        ]);
        Assert.Equal((3, 2), (block->LimitCount, block->FirstLateLimit));
        Assert.Equal((15, 1UL << 60, 1UL << 60), Limit(block, 0));
        Assert.Equal((99, 0UL, ulong.MaxValue), Limit(block, 1));
        Assert.Equal((7, 10UL, 20UL), Limit(block, 2));
    }

    [Theory]
    [InlineData("0", 1UL, 0UL, 0UL)]
    [InlineData("63,64", 0x8000000000000000UL, 1UL, 0UL)]
    [InlineData("1023,1", 2UL, 0UL, 0x8000000000000000UL)]
    public void Processors_are_the_kernels_bits(string list, ulong first, ulong second, ulong last)
    {
        ChildBlock* block = Write(processors: list);
        Assert.Equal((1, first, second), (block->HasAffinity, block->Processors[0], block->Processors[1]));
        Assert.Equal(last, block->Processors[15]);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1024")]
    public void Processors_that_the_mask_has_no_room_for_are_refused(string list) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { Write(processors: list); });

    [Fact]
    public void Too_many_limits_are_refused()
    {
        SpawnLimit[] limits = [.. Enumerable.Repeat(new SpawnLimit(SpawnResource.Core, 0, 0), 33)];
        Assert.Throws<ArgumentOutOfRangeException>(() => { Write(limits: limits); });
        Assert.Equal(32, Write(limits: limits[..32])->LimitCount);
    }

    [Theory]
    [InlineData(-1000, "-1000")]
    [InlineData(0, "0")]
    [InlineData(int.MinValue, "-2147483648")]
    public void The_score_is_the_text_that_the_kernel_reads(int score, string text)
    {
        ChildBlock* block = Write(score: score);
        Assert.Equal(text, Marshal.PtrToStringUTF8((nint)block->Score, block->ScoreLength));
        Assert.Equal("/proc/self/oom_score_adj", Marshal.PtrToStringUTF8((nint)block->ScorePath));
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_done()
    {
        ChildBlock* block = Write();
        Assert.Equal(0, block->LimitCount + block->ScoreLength + block->HasNice + block->HasScheduling
            + block->HasIoPriority + block->HasAffinity + block->StepCount + block->HasIdentity + block->NoNewPrivileges
            + block->BoundsCapabilities + block->KeepsCapabilities + block->SetsCapabilities + block->SetsAmbient);
        Assert.Equal((-1L, -1), (block->FailedNumber, block->ExecPipe));
        Assert.Equal("/dev/null", Marshal.PtrToStringUTF8((nint)block->NullDevice));
    }

    [Theory]
    // user; kept; ambient: bounding set, keep-caps, what capset leaves, ambient
    [InlineData(-1, "0", null, "1 0 1 -")]
    [InlineData(-1, "0", "10", "401 0 401 400")] // an ambient one is kept in any case
    [InlineData(-1, null, "10", "- 0 FFFFFFFFFFFFFFFF 400")]
    [InlineData(0, "0", null, "1 0 1 -")]
    [InlineData(0, null, null, "- 0 - -")]
    [InlineData(1000, null, null, "- 0 0 0")] // no way to hand on what we have
    [InlineData(1000, null, "10", "- 1 400 400")]
    [InlineData(1000, "0", "10", "401 1 400 400")]
    [InlineData(1000, "0", "", "1 0 0 0")]
    public void Capabilities_follow_from_the_user_and_what_is_kept(
        int user, string? kept, string? ambient, string expected)
    {
        ChildBlock* block = Write(user: user, kept: Set(kept), ambient: Set(ambient));
        string bounding = block->BoundsCapabilities != 0 ? $"{block->BoundingSet:X}" : "-";
        string capset = block->SetsCapabilities != 0 ? $"{block->Capabilities:X}" : "-";
        string raised = block->SetsAmbient != 0 ? $"{block->Ambient:X}" : "-";
        Assert.Equal(expected, $"{bounding} {block->KeepsCapabilities} {capset} {raised}");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    public void A_level_that_would_be_read_as_something_else_is_refused(int level) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => { Write(io: new SpawnIoPriority(SpawnIoClass.BestEffort, level)); });

    [Fact]
    public void An_io_priority_is_class_and_level() =>
        Assert.Equal((2 << 13) | 7, Write(io: new SpawnIoPriority(SpawnIoClass.BestEffort, 7))->IoPriority);

    public void Dispose()
    {
        _strings.Dispose();
        NativeMemory.Free(_block);
    }

    private static (int, ulong, ulong) Limit(ChildBlock* block, int at) =>
        (block->LimitResources[at], block->SoftLimits[at], block->HardLimits[at]);

    private static CapabilitySet? Set(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(CapabilitySet.Empty, (set, number) => set.With(int.Parse(number)));

    private ChildBlock* Write(
        SpawnLimit[]? limits = null, string processors = "", int? score = null, int user = -1,
        CapabilitySet? kept = null, CapabilitySet? ambient = null, SpawnIoPriority? io = null)
    {
        var request = new SpawnRequest
        {
            Program = "program"u8.ToArray(),
            Arguments = _strings,
            Environment = _strings,
            Limits = limits ?? [],
            Processors = [.. processors.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
            OutOfMemoryScore = score,
            IoPriority = io,
            Identity = user >= 0 ? new SpawnIdentity((uint)user, 0, []) : null,
            Capabilities = kept,
            Ambient = ambient,
        };
        NativeMemory.Free(_block);
        _block = (ChildBlock*)NativeMemory.AllocZeroed(ChildOrders.SizeOf(request));
        ChildOrders.Write(_block, request);
        return _block;
    }
}
