using System;

namespace MiniInit.Linux.Tests;

public sealed class CapabilitySetTests
{
    [Theory]
    [InlineData(0, 1UL)]
    [InlineData(10, 0x400UL)]
    [InlineData(63, 0x8000000000000000UL)]
    public void A_capability_is_the_kernels_bit(int capability, ulong bits)
    {
        CapabilitySet set = CapabilitySet.Empty.With(capability);
        Assert.Equal((bits, true), (set.Bits, set.Contains(capability)));
        Assert.Equal(bits | 2, set.Union(CapabilitySet.Empty.With(1)).Bits);
        Assert.True(CapabilitySet.All.Contains(capability));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(64)]
    public void Others_cannot_be(int capability)
    {
        Assert.False(CapabilitySet.All.Contains(capability));
        Assert.Throws<ArgumentOutOfRangeException>(() => CapabilitySet.Empty.With(capability));
    }
}
