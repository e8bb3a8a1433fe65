using MiniInit.Linux.Files;

namespace MiniInit.Linux.Tests.Files;

public sealed class RefusalsTests
{
    [Theory]
    [InlineData(Errno.EMFILE, "cannot open /j/a.toml: Too many open files; raise our limit of open files (ulimit -n)")]
    [InlineData(
        Errno.ENFILE,
        "cannot open /j/a.toml: Too many open files in system; raise the system's limit of open files (sysctl fs.file-max)")]
    [InlineData(Errno.ENOMEM, "cannot open /j/a.toml: Cannot allocate memory")]
    [InlineData(Errno.EIO, "cannot open /j/a.toml: Input/output error")]
    public void What_the_kernel_answers_is_told_in_its_words(Errno errno, string sentence) =>
        Assert.Equal(sentence, Refusals.CannotOpen("/j/a.toml", errno));

    [Theory]
    [InlineData(new byte[] { 0x61, 0xC3, 0xA4 }, "aä")]
    [InlineData(new byte[] { 0x61, 0xC3 }, @"a\xc3")]
    [InlineData(new byte[] { 0xFF, 0xE2, 0x82, 0x62 }, @"\xff\xe2\x82b")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, @"\xed\xa0\x80")]
    [InlineData(new byte[0], "")]
    public void Bytes_that_are_no_text_are_shown(byte[] bytes, string shown) =>
        Assert.Equal(shown, PrintablePath.Decode(bytes));

    [Theory]
    [InlineData("/a b/ä€😀.toml", "/a b/ä€😀.toml")]
    [InlineData("a\nb\tc\u007f\u0085", @"a\x0ab\x09c\x7f\x85")]
    [InlineData("a\U000E0061b", @"a\U000e0061b")]
    [InlineData("a\u202eb\u2028c\u200f", @"a\u202eb\u2028c\u200f")]
    public void What_moves_the_cursor_is_shown_instead_of_done(string path, string shown) =>
        Assert.Equal(shown, PrintablePath.Escape(path));
}
