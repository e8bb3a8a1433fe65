using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>An environment that is being made: each name once, at the place where it first came up.</summary>
/// <remarks>
/// Entries are bytes, since what is inherited need not be UTF-8 and must stay as it is. A name is looked up as text in
/// which each byte is one character, which keeps different names apart whatever they are made of.
/// </remarks>
internal sealed class EnvironmentTable
{
    private readonly Dictionary<string, int> _places;
    private readonly List<byte[]> _entries;

    /// <summary>An empty one.</summary>
    public EnvironmentTable()
    {
        _places = new Dictionary<string, int>(StringComparer.Ordinal);
        _entries = [];
    }

    /// <summary>One that begins with what another has.</summary>
    public EnvironmentTable(EnvironmentTable start)
    {
        _places = new Dictionary<string, int>(start._places, StringComparer.Ordinal);
        _entries = [.. start._entries];
    }

    /// <summary>Takes over an entry unless its name is there already: of two, getenv(3) sees the first.</summary>
    /// <param name="entry"><c>NAME=value</c>; anything else is passed over.</param>
    public void Inherit(ReadOnlySpan<byte> entry)
    {
        int equals = entry.IndexOf((byte)'=');
        if (equals > 0 && _places.TryAdd(Encoding.Latin1.GetString(entry[..equals]), _entries.Count))
        {
            _entries.Add(entry.ToArray());
        }
    }

    /// <summary>Sets a variable.</summary>
    /// <param name="name">Its name, not empty, without <c>=</c> and NUL.</param>
    /// <param name="value">Its value without NUL, as <see cref="ByteText"/>.</param>
    public void Set(string name, string value) => SetEntry(Key(name), ByteText.Entry(name, value));

    /// <summary>Sets a variable to bytes.</summary>
    /// <param name="name">Its name in ASCII.</param>
    /// <param name="value">Its value, without NUL.</param>
    public void Set(string name, ReadOnlySpan<byte> value)
    {
        byte[] entry = new byte[name.Length + 1 + value.Length];
        _ = Encoding.ASCII.GetBytes(name, entry);
        entry[name.Length] = (byte)'=';
        value.CopyTo(entry.AsSpan(name.Length + 1));
        SetEntry(name, entry);
    }

    /// <summary>The value of a variable as <see cref="ByteText"/>, or null.</summary>
    public string? Find(string name)
    {
        if (!_places.TryGetValue(Key(name), out int place))
        {
            return null;
        }

        ReadOnlySpan<byte> entry = _entries[place];
        return ByteText.Decode(entry[(entry.IndexOf((byte)'=') + 1)..]);
    }

    /// <summary>Takes a variable away.</summary>
    public void Remove(string name)
    {
        string key = Key(name);
        if (!_places.Remove(key, out int place))
        {
            return;
        }

        _entries.RemoveAt(place);
        foreach (string other in new List<string>(_places.Keys))
        {
            _places[other] -= _places[other] > place ? 1 : 0;
        }
    }

    /// <summary>All as text, <c>NAME=value</c>.</summary>
    public List<string> ToTexts() => _entries.ConvertAll(entry => ByteText.Decode(entry));

    /// <summary>Copies it for execve(2).</summary>
    public StringVector ToVector() => StringVector.OfBytes(CollectionsMarshal.AsSpan(_entries));

    private void SetEntry(string key, byte[] entry)
    {
        if (_places.TryAdd(key, _entries.Count))
        {
            _entries.Add(entry);
        }
        else
        {
            _entries[_places[key]] = entry;
        }
    }

    private static string Key(string name) =>
        Ascii.IsValid(name) ? name : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name));
}
