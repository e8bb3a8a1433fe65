namespace MiniInit.Protocol.Wire;

/// <summary>How much of what goes over the socket.</summary>
public static class ProtocolLimits
{
    /// <summary>Bytes of a call at most, without its NUL. An environment of a few hundred variables fits.</summary>
    public const int CallBytes = 65_536;

    /// <summary>
    /// Bytes of one reply at most, without its NUL: half of what may be queued for a client, so that one reply never
    /// cuts it off. What is longer comes in several replies, to those who said <c>more</c>.
    /// </summary>
    public const int ReplyBytes = 131_072;

    /// <summary>Calls of a connection that are not answered yet. The next one is not read before.</summary>
    public const int CallsInFlight = 16;

    /// <summary>Objects and arrays within each other. The deepest of ours is 7.</summary>
    public const int Depth = 16;

    /// <summary>Fields of one object at most; the widest of ours has 19.</summary>
    public const int Fields = 64;

    /// <summary>
    /// Entries of a list in a call at most. An entry of one letter takes four bytes on the wire and 32 in memory: this
    /// keeps what a call takes within a few times its bytes.
    /// </summary>
    public const int CallEntries = 4096;

    /// <summary>
    /// Letters of a name in a call at most: errors tell names again, and a control character is six bytes then.
    /// </summary>
    public const int NameLength = 4096;

    /// <summary>Descriptors that come with a call: standard input, output and error.</summary>
    public const int Descriptors = 3;

    /// <summary>
    /// Bytes of a call with descriptors at most, with its NUL: what is sent at once comes at once, and the kernel lets
    /// up to 32 KiB be looked at without taking the descriptors.
    /// </summary>
    public const int BytesWithDescriptors = 32_768;

    /// <summary>Letters that are told again of the name of something unknown.</summary>
    public const int EchoLength = 200;

    /// <summary>The longest time to wait, in milliseconds: a hundred years. It can be added to any clock.</summary>
    public const long TimeoutMs = 100L * 365 * 24 * 60 * 60 * 1000;

    /// <summary>The latest time, in microseconds since 1970: the end of the year 9999, that of .NET's clock.</summary>
    public const long LatestTime = 253_402_300_799_999_999;
}
