using System.Collections.Generic;
using MiniInit.CommandLines;
using MiniInit.Linux.Spawning;

namespace MiniInit.Tests.CommandLines;

/// <summary>What getopt_long(3) makes of the same arguments.</summary>
public sealed class OptionScannerTests
{
    private static readonly Option[] s_named =
    [
        new('a', "alpha"), new('b', "beta", TakesValue: true), new('c'), new('d', TakesValue: true),
        new('\u0001', "long-only", TakesValue: true), new('e', "long"),
    ];

    private static readonly Option[] s_unnamed = [new('a'), new('b', TakesValue: true)];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("x", "", 0)]
    [InlineData("-", "", 0)]
    [InlineData("-|-a", "", 0)]
    [InlineData("--", "", 1)]
    [InlineData("--|-a", "", 1)]
    [InlineData("-a|x", "a", 1)]
    [InlineData("-a|--|-c", "a", 2)]
    [InlineData("-ac|x", "a c", 1)]
    [InlineData("-a|x|-c", "a", 1)]
    [InlineData("-bvalue|x", "b=value", 1)]
    [InlineData("-b|value|x", "b=value", 2)]
    [InlineData("-b=value", "b==value", 1)]
    [InlineData("-ab|value", "a b=value", 2)]
    [InlineData("-abc|x", "a b=c", 1)]
    [InlineData("-b|--|x", "b=--", 2)]
    [InlineData("-b|-a|x", "b=-a", 2)]
    [InlineData("-b||x", "b=", 2)]
    [InlineData("--alpha|x", "a", 1)]
    [InlineData("--al|x", "a", 1)]
    [InlineData("--beta=v=w|x", "b=v=w", 1)]
    [InlineData("--beta=|x", "b=", 1)]
    [InlineData("--beta|v|x", "b=v", 2)]
    [InlineData("--be|--|x", "b=--", 2)]
    [InlineData("--long|x", "e", 1)]
    [InlineData("--long-|v", "\u0001=v", 2)]
    [InlineData("--long-only=v", "\u0001=v", 1)]
    public void Options_are_taken_and_the_rest_is_left(string arguments, string expected, int taken)
    {
        (string found, OptionScanner scanner) = Scan(s_named, arguments);
        Assert.Equal(expected, found);
        Assert.Equal(ScanError.None, scanner.Error);
        Assert.Equal(taken + 1, scanner.Index);
    }

    [Theory]
    [InlineData("-x", "", nameof(ScanError.Unknown), "p: invalid option -- 'x'")]
    [InlineData("-ax", "a", nameof(ScanError.Unknown), "p: invalid option -- 'x'")]
    [InlineData("-a-", "a", nameof(ScanError.Unknown), "p: invalid option -- '-'")]
    [InlineData("-\u0001", "", nameof(ScanError.Unknown), "p: invalid option -- '\\x01'")]
    [InlineData("-b", "", nameof(ScanError.MissingValue), "p: option requires an argument -- 'b'")]
    [InlineData("-ab", "a", nameof(ScanError.MissingValue), "p: option requires an argument -- 'b'")]
    [InlineData("--x", "", nameof(ScanError.Unknown), "p: unrecognized option '--x'")]
    [InlineData("--x=1", "", nameof(ScanError.Unknown), "p: unrecognized option '--x=1'")]
    [InlineData("--alphabet", "", nameof(ScanError.Unknown), "p: unrecognized option '--alphabet'")]
    [InlineData("--c", "", nameof(ScanError.Unknown), "p: unrecognized option '--c'")]
    [InlineData("--beta", "", nameof(ScanError.MissingValue), "p: option '--beta' requires an argument")]
    [InlineData("--be", "", nameof(ScanError.MissingValue), "p: option '--beta' requires an argument")]
    [InlineData("--alpha=1", "", nameof(ScanError.UnwantedValue), "p: option '--alpha' doesn't allow an argument")]
    [InlineData("--al=", "", nameof(ScanError.UnwantedValue), "p: option '--alpha' doesn't allow an argument")]
    [InlineData("--lo", "", nameof(ScanError.Ambiguous),
        "p: option '--lo' is ambiguous; possibilities: '--long-only' '--long'")]
    [InlineData("--lo=1", "", nameof(ScanError.Ambiguous),
        "p: option '--lo=1' is ambiguous; possibilities: '--long-only' '--long'")]
    public void Errors_stop_the_scan_and_read_as_those_of_getopt(string arguments, string expected, string error, string message)
    {
        (string found, OptionScanner scanner) = Scan(s_named, arguments);
        Assert.Equal(expected, found);
        Assert.Equal(error, scanner.Error.ToString());
        Assert.Equal(message + "\n", GetoptMessages.For(scanner, "p"));
    }

    [Theory]
    [InlineData("--x")]
    [InlineData("--a=1")]
    public void Without_long_names_two_dashes_are_a_dash_and_letters(string argument)
    {
        (_, OptionScanner scanner) = Scan(s_unnamed, argument);
        Assert.Equal("p: invalid option -- '-'\n", GetoptMessages.For(scanner, "p"));
    }

    private static (string Found, OptionScanner Scanner) Scan(Option[] options, string arguments)
    {
        // Not disposed before the scanner is asked: it looks into it.
        StringVector vector = StringVector.Of(arguments.Length == 0 ? ["p"] : ["p", .. arguments.Split('|')]);
        var scanner = new OptionScanner(vector, options);
        var found = new List<string>();
        while (scanner.TryNext())
        {
            found.Add(scanner.Current.TakesValue ? $"{scanner.Current.Letter}={scanner.Value}" : $"{scanner.Current.Letter}");
        }

        return (string.Join(' ', found), scanner);
    }
}
