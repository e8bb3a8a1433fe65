using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace MiniInit.Linux.Spawning;

/// <summary>A NULL-terminated vector of NUL-terminated byte strings, as execve(2) takes arguments and environment.</summary>
/// <remarks>
/// Bytes, not text: an argument need not be UTF-8, and what init was given must reach the command unchanged. A borrowed
/// vector points into the memory the kernel gave us at start, so that a megabyte of environment costs nothing.
/// </remarks>
public sealed unsafe class StringVector : IDisposable
{
    private readonly List<nint> _ownedStrings = [];
    private bool _ownsPointers;

    private StringVector(byte** pointers, int count, bool ownsPointers)
    {
        Pointers = pointers;
        _ownsPointers = ownsPointers;
        Count = count;
    }

    /// <summary>How many strings there are.</summary>
    public int Count { get; private set; }

    internal byte** Pointers { get; private set; }

    /// <summary>The string at <paramref name="index"/>, without its NUL.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return MemoryMarshal.CreateReadOnlySpanFromNullTerminated(Pointers[index]);
        }
    }

    /// <summary>Looks at memory that stays where it is: main's argv from some element on, or its environment.</summary>
    /// <param name="pointers">The first element of a NULL-terminated vector.</param>
    public static StringVector Borrow(byte** pointers)
    {
        int count = 0;
        while (pointers[count] != null)
        {
            count++;
        }

        return new StringVector(pointers, count, ownsPointers: false);
    }

    /// <summary>Copies <paramref name="strings"/> as UTF-8.</summary>
    /// <param name="strings">Without NUL characters.</param>
    public static StringVector Of(params ReadOnlySpan<string> strings)
    {
        byte** pointers = (byte**)NativeMemory.Alloc((nuint)(strings.Length + 1), (nuint)sizeof(byte*));
        var vector = new StringVector(pointers, strings.Length, ownsPointers: true);
        for (int i = 0; i < strings.Length; i++)
        {
            pointers[i] = vector.Own(Encoding.UTF8.GetBytes(strings[i]));
        }

        pointers[strings.Length] = null;
        return vector;
    }

    /// <summary>Copies <paramref name="strings"/>, whatever bytes they hold.</summary>
    /// <param name="strings">Without NUL bytes.</param>
    /// <exception cref="ArgumentException">A string holds a NUL.</exception>
    public static StringVector OfBytes(params ReadOnlySpan<byte[]> strings)
    {
        nuint length = 0;
        foreach (byte[] one in strings)
        {
            length += (nuint)one.Length + 1;
        }

        // One piece of memory for all strings: an environment is made for each start.
        byte** pointers = (byte**)NativeMemory.Alloc((nuint)(strings.Length + 1), (nuint)sizeof(byte*));
        var vector = new StringVector(pointers, strings.Length, ownsPointers: true);
        byte* free = (byte*)NativeMemory.Alloc(length + 1);
        vector._ownedStrings.Add((nint)free);
        for (int i = 0; i < strings.Length; i++)
        {
            RefuseNul(strings[i], nameof(strings));
            strings[i].CopyTo(new Span<byte>(free, strings[i].Length));
            pointers[i] = free;
            free[strings[i].Length] = 0;
            free += strings[i].Length + 1;
        }

        pointers[strings.Length] = null;
        return vector;
    }

    /// <summary>Of an environment: the value of the variable <paramref name="name"/>.</summary>
    /// <param name="name">The name in ASCII, without '='.</param>
    /// <param name="value">Its value: of the first entry of that name, as getenv(3) has it.</param>
    public bool TryGetVariable(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int index = IndexOfVariable(name);
        value = index >= 0 ? this[index][(name.Length + 1)..] : default;
        return index >= 0;
    }

    /// <summary>Of an environment: the value of a variable as text; null when it is not set, or empty.</summary>
    /// <param name="name">The name in ASCII, without '='.</param>
    public string? FindText(string name) =>
        TryGetVariable(Encoding.ASCII.GetBytes(name), out ReadOnlySpan<byte> value) && !value.IsEmpty
            ? Encoding.UTF8.GetString(value)
            : null;

    /// <summary>Of an environment: sets a variable, at its place or at the end.</summary>
    /// <param name="name">The name in ASCII, without '='.</param>
    /// <param name="value">The value, without NUL.</param>
    public void SetVariable(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        int index = IndexOfVariable(name);
        int needed = index >= 0 ? Count : Count + 1;
        byte[] entry = new byte[name.Length + 1 + value.Length];
        name.CopyTo(entry);
        entry[name.Length] = (byte)'=';
        value.CopyTo(entry.AsSpan(name.Length + 1));
        byte* owned = Own(entry);
        CopyPointers(needed);
        Pointers[index >= 0 ? index : Count] = owned;
        Count = needed;
    }

    /// <summary>Sets a variable to <paramref name="length"/> spaces and gives their address.</summary>
    internal byte* ReserveVariable(ReadOnlySpan<byte> name, int length)
    {
        Span<byte> spaces = stackalloc byte[length];
        spaces.Fill((byte)' ');
        SetVariable(name, spaces);
        return Pointers[IndexOfVariable(name)] + name.Length + 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint owned in _ownedStrings)
        {
            NativeMemory.Free((void*)owned);
        }

        _ownedStrings.Clear();
        if (_ownsPointers)
        {
            NativeMemory.Free(Pointers);
            _ownsPointers = false;
        }

        Pointers = null;
        Count = 0;
    }

    private int IndexOfVariable(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> entry = this[i];
            if (entry.Length > name.Length && entry[name.Length] == (byte)'=' && entry.StartsWith(name))
            {
                return i;
            }
        }

        return -1;
    }

    private void CopyPointers(int count)
    {
        byte** copy = (byte**)NativeMemory.Alloc((nuint)(count + 1), (nuint)sizeof(byte*));
        new ReadOnlySpan<nint>(Pointers, Count).CopyTo(new Span<nint>(copy, Count));
        copy[count] = null;
        if (_ownsPointers)
        {
            NativeMemory.Free(Pointers);
        }

        Pointers = copy;
        _ownsPointers = true;
    }

    private byte* Own(ReadOnlySpan<byte> bytes)
    {
        RefuseNul(bytes, nameof(bytes));
        byte* copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        copy[bytes.Length] = 0;
        _ownedStrings.Add((nint)copy);
        return copy;
    }

    private static void RefuseNul(ReadOnlySpan<byte> bytes, string parameter)
    {
        if (bytes.Contains((byte)0))
        {
            throw new ArgumentException("a string for execve must not hold a NUL", parameter);
        }
    }
}
