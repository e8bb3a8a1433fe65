namespace MiniInit.Toml.Tests.Reading;

public sealed class StringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("''", "")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("'C:\\no\\escapes \"here\"'", "C:\\no\\escapes \"here\"")]
    [InlineData("\"\\b\\t\\n\\f\\r\\\"\\\\\"", "\b\t\n\f\r\"\\")]
    [InlineData("\"\\u00e9 \\U0001F600\"", "é 😀")]
    [InlineData("\"tab\tand é 日本 😀 as they are\"", "tab\tand é 日本 😀 as they are")]
    [InlineData("\"\\u0000\"", "\0")]
    public void Strings_of_one_line(string written, string expected) =>
        Assert.Equal(expected, Toml.Value<TomlString>(written).Value);

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("''''''", "")]
    [InlineData("\"\"\"\na\nb\"\"\"", "a\nb")]
    [InlineData("'''\na\\n\nb'''", "a\\n\nb")]
    [InlineData("\"\"\"a\n\nb\n\"\"\"", "a\n\nb\n")]
    [InlineData("\"\"\"a \\  \n\n   b\"\"\"", "a b")]
    [InlineData("\"\"\"a\\\n  \"\"\"", "a")]
    [InlineData("\"\"\"one \" two \"\" end\"\"\"\"\"", "one \" two \"\" end\"\"")]
    [InlineData("'''one ' two '' end'''''", "one ' two '' end''")]
    [InlineData("\"\"\"\"quoted\"\"\"\"", "\"quoted\"")]
    [InlineData("\"\"\"a \\\"\"\" b\"\"\"", "a \"\"\" b")]
    public void Strings_of_several_lines(string written, string expected) =>
        Assert.Equal(expected, Toml.Value<TomlString>(written).Value);

    [Theory]
    [InlineData("\"\"\"\r\na\r\nb\r\n\"\"\"", "a\nb\n")]
    [InlineData("'''\r\na\r\nb'''", "a\nb")]
    [InlineData("\"\"\"a\\\r\n  b\"\"\"", "ab")]
    [InlineData("\"\"\"a\\r\\nb\"\"\"", "a\r\nb")]
    public void Line_ends_in_strings_become_LF_unless_escaped(string written, string expected) =>
        Assert.Equal(expected, Toml.Value<TomlString>(written).Value);

    [Fact]
    public void Six_quotes_at_the_end_are_one_too_many() =>
        Assert.Equal(
            ["test.toml:1:14: cannot read on: expected the end of the line, found a string; within \"…\" a quote is "
                + "written \\\""],
            Toml.Errors("a = \"\"\"x\"\"\"\"\"\"\n"));

    [Fact]
    public void Only_the_first_wrong_escape_of_a_string_is_reported() =>
        Assert.Equal(2, Toml.Errors("a = \"\\d \\w \\s\"\nb = \"\"\"\n\\d\n\\w\"\"\"\nc = 1\n").Count);
}
