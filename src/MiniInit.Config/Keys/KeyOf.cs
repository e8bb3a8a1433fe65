using System;
using System.Runtime.CompilerServices;
using MiniInit.Config.Forms;

namespace MiniInit.Config.Keys;

/// <summary>A short way to write a line of a key table.</summary>
/// <typeparam name="TOwner">What the table comes to.</typeparam>
internal static class KeyOf<TOwner>
{
    // Inlined, so that where nobody asks what keys mean the sentences are not even in the program.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Key<TOwner> Make<T>(
        string name, Form<T> form, Func<TOwner, T> get, Func<TOwner, T, TOwner> with, string documentation,
        string? otherwise = null) => KeyDocumentation.IsKept
            ? Make(name, form, get, with).Documented(documentation, otherwise) : Make(name, form, get, with);

    private static Key<TOwner> Make<T>(string name, Form<T> form, Func<TOwner, T> get, Func<TOwner, T, TOwner> with) =>
        new Key<TOwner, T>(form, get, with) { Name = name };
}
