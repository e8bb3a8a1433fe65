using System.Buffers;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>The sets of bytes that reading stops at.</summary>
internal static class Characters
{
    // TOML allows no control character anywhere but tab and the line ends.
    private const string ControlsOnly =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000A\u000B\u000C\u000D\u000E\u000F\u0010\u0011\u0012"
        + "\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F";

    /// <summary>All control characters but tab; they end a comment.</summary>
    public static SearchValues<byte> Controls { get; } = Set(ControlsOnly);

    /// <summary>What cannot be copied as it is from a string in double quotes.</summary>
    public static SearchValues<byte> BasicStops { get; } = Set(ControlsOnly + "\"\\");

    /// <summary>What cannot be copied as it is from a string in single quotes.</summary>
    public static SearchValues<byte> LiteralStops { get; } = Set(ControlsOnly + "'");

    /// <summary>What ends a value without quotes.</summary>
    public static SearchValues<byte> ScalarEnds { get; } = Set(" \t\r\n,]}#");

    /// <summary>What ends a word by mistake without quotes that stands in an array or inline table.</summary>
    public static SearchValues<byte> NestedWordEnds { get; } = Set("\r\n,]}#");

    /// <summary>What ends a key by mistake without quotes.</summary>
    public static SearchValues<byte> WrongKeyEnds { get; } = Set(" \t\r\n.=]");

    /// <summary>What ends a word by mistake without quotes elsewhere.</summary>
    public static SearchValues<byte> WordEnds { get; } = Set("\r\n#");

    public static string Name(int control) =>
        control == '\r' ? "a carriage return without a line feed" : $"the control character U+{control:X4}";

    private static SearchValues<byte> Set(string ascii) => SearchValues.Create(Encoding.ASCII.GetBytes(ascii));
}
