using System;
using MiniInit.Config.Forms;
using MiniInit.Toml;

namespace MiniInit.Config.Keys;

/// <summary>One key of a table: its name, its form, and what it means.</summary>
internal abstract class Key
{
    /// <summary>The key as written.</summary>
    public required string Name { get; init; }

    /// <summary>What it means, in sentences, for the reference and for editors.</summary>
    /// <remarks>Only as far as <see cref="KeyDocumentation.IsKept"/>.</remarks>
    public string Documentation { get; protected set; } = "";

    /// <summary>What holds without it, where that is no value that could be written.</summary>
    public string? Otherwise { get; protected set; }

    /// <summary>How its value is written.</summary>
    public abstract Form Form { get; }
}

/// <summary>A key, and where its value goes.</summary>
/// <typeparam name="TOwner">What the table comes to.</typeparam>
internal abstract class Key<TOwner> : Key
{
    /// <summary>Says what it means.</summary>
    public Key<TOwner> Documented(string documentation, string? otherwise)
    {
        (Documentation, Otherwise) = (documentation, otherwise);
        return this;
    }

    /// <summary>Reads the value into the owner; what is wrong is reported.</summary>
    public abstract bool TryRead(string path, TomlValue value, DiagnosticList report, ref TOwner owner);

    /// <summary>Gives the owner's value as it is written, null where nothing is.</summary>
    public abstract TomlValue? Print(TOwner owner);
}

/// <summary>A key whose value has a type.</summary>
/// <typeparam name="TOwner">What the table comes to.</typeparam>
/// <typeparam name="T">What the value comes to.</typeparam>
internal sealed class Key<TOwner, T>(Form<T> form, Func<TOwner, T> get, Func<TOwner, T, TOwner> with) : Key<TOwner>
{
    public override Form Form => form;

    public override bool TryRead(string path, TomlValue value, DiagnosticList report, ref TOwner owner)
    {
        if (!form.TryRead(path, value, report, out T? read))
        {
            return false;
        }

        owner = with(owner, read);
        return true;
    }

    public override TomlValue? Print(TOwner owner) => form.Print(get(owner));
}
