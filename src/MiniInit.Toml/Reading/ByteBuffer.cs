using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>Bytes put together: a string without its escapes, a number without its underscores.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = [];
    private int _count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Grow(bytes.Length));

    public void Append(byte b) => Grow(1)[0] = b;

    public void Append(Rune rune) => rune.EncodeToUtf8(Grow(rune.Utf8SequenceLength));

    private Span<byte> Grow(int length)
    {
        if (_bytes.Length - _count < length)
        {
            Array.Resize(ref _bytes, Math.Max(Math.Max(64, _bytes.Length * 2), _count + length));
        }

        _count += length;
        return _bytes.AsSpan(_count - length, length);
    }
}
