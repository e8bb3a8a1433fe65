using System;
using MiniInit.Config.Forms;

namespace MiniInit.Config.Keys;

/// <summary>A short way to write a line of a key table.</summary>
/// <typeparam name="TOwner">What the table comes to.</typeparam>
internal static class KeyOf<TOwner>
{
    public static Key<TOwner> Make<T>(
        string name, Form<T> form, Func<TOwner, T> get, Func<TOwner, T, TOwner> with, string documentation,
        string? otherwise = null) =>
        new Key<TOwner, T>(form, get, with) { Name = name, Documentation = documentation, Otherwise = otherwise };
}
