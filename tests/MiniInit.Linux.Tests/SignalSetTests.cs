using System.Linq;

namespace MiniInit.Linux.Tests;

public sealed class SignalSetTests
{
    [Fact]
    public void Each_signal_is_one_bit_of_its_own()
    {
        for (int signal = SignalSet.First; signal <= SignalSet.Last; signal++)
        {
            SignalSet set = SignalSet.Empty.With(signal);
            Assert.Equal(1UL << (signal - 1), set.Bits);
            Assert.Equal([signal], Enumerable.Range(-1, 70).Where(set.Contains));
            Assert.Equal(SignalSet.Empty, set.Without(signal));
            Assert.False(SignalSet.All.Without(signal).Contains(signal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Other_numbers_are_in_no_set(int signal)
    {
        Assert.False(SignalSet.All.Contains(signal));
        Assert.Equal(SignalSet.Empty, SignalSet.Empty.With(signal));
        Assert.Equal(SignalSet.All, SignalSet.All.Without(signal));
    }

    [Fact]
    public void Adding_and_removing_twice_is_as_once()
    {
        SignalSet set = SignalSet.Empty.With(15).With(64).With(15);
        Assert.Equal(SignalSet.Empty.With(64).With(15), set);
        Assert.Equal(SignalSet.Empty.With(64), set.Without(15).Without(15));
    }
}
