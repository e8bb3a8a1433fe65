using System;

namespace MiniInit.Toml.Tests.Reading;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("+0", 0)]
    [InlineData("-0", 0)]
    [InlineData("42", 42)]
    [InlineData("+42", 42)]
    [InlineData("-17", -17)]
    [InlineData("1_000_000", 1_000_000)]
    [InlineData("1_2_3", 123)]
    [InlineData("999999999999999999", 999999999999999999)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("-9_223_372_036_854_775_808", long.MinValue)]
    [InlineData("0xDEADbeef", 0xDEADBEEF)]
    [InlineData("0x00_ff", 255)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    [InlineData("0o755", 493)]
    [InlineData("0o01234567", 342391)]
    [InlineData("0b1101_0110", 214)]
    [InlineData("0b0", 0)]
    public void Integers(string written, long expected) =>
        Assert.Equal(expected, Toml.Value<TomlInteger>(written).Value);

    [Theory]
    [InlineData("1.0", 1.0)]
    [InlineData("+1.0", 1.0)]
    [InlineData("-0.01", -0.01)]
    [InlineData("5e+22", 5e22)]
    [InlineData("1e06", 1e6)]
    [InlineData("-2E-2", -2e-2)]
    [InlineData("6.626e-34", 6.626e-34)]
    [InlineData("224_617.445_991_228", 224617.445991228)]
    [InlineData("1_0e1_0", 10e10)]
    [InlineData("0e0", 0.0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1e-9999", 0.0)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("+inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("nan", double.NaN)]
    [InlineData("-nan", double.NaN)]
    public void Floats(string written, double expected) =>
        Assert.Equal(expected, Toml.Value<TomlFloat>(written).Value);

    [Fact]
    public void The_sign_of_a_zero_float_is_kept()
    {
        Assert.True(double.IsNegative(Toml.Value<TomlFloat>("-0.0").Value));
        Assert.False(double.IsNegative(Toml.Value<TomlFloat>("0.0").Value));
    }

    [Theory]
    [InlineData("-9223372036854775809")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("0x8000000000000000")]
    [InlineData("0xfffffffffffffffffffffff")]
    [InlineData("0o1000000000000000000000")]
    [InlineData("0b1000000000000000000000000000000000000000000000000000000000000000")]
    public void Integers_beyond_64_bits_are_refused(string written)
    {
        string error = Assert.Single(Toml.Errors($"a = {written}\n"));
        Assert.Contains("an integer has 64 bits", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e99999999999999999999")]
    public void Floats_that_would_become_infinite_are_refused(string written) =>
        Assert.Single(Toml.Errors($"a = {written}\n"));

    [Theory]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("+-1")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData("0x")]
    [InlineData("0x_1")]
    [InlineData("0b2")]
    [InlineData("0o8")]
    [InlineData("0xg")]
    [InlineData("+0x1")]
    [InlineData("00")]
    [InlineData("-01")]
    [InlineData("0_1")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("1__1")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1._1")]
    [InlineData("1_.1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.0")]
    [InlineData("1.e1")]
    [InlineData("1e_1")]
    [InlineData("01.0")]
    [InlineData("1.0.0")]
    [InlineData("Inf")]
    [InlineData("+ inf")]
    [InlineData("infinity")]
    [InlineData("٣")]
    public void What_only_looks_like_a_number_is_refused(string written) =>
        Assert.Single(Toml.Errors($"a = {written}\n"));
}
