namespace MiniInit.Config.Lints.Scripts;

/// <summary>What has been read of a command.</summary>
internal sealed class ScriptCommand
{
    /// <summary>The word that names what is run; null where only variables are set so far.</summary>
    public ScriptToken? Name { get; set; }

    /// <summary>Whether words follow the name.</summary>
    public bool HasArguments { get; set; }

    /// <summary>Whether it was an <c>if</c> or the like, which has ended.</summary>
    public bool IsCompound { get; set; }

    /// <summary>Whether its program cannot take the shell's place: part of a pipe, of <c>||</c>, or negated.</summary>
    public bool IsOdd { get; set; }

    /// <summary>Whether a name may follow.</summary>
    public bool IsEmpty => Name is null && !IsCompound;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Name = null;
        HasArguments = false;
        IsCompound = false;
        IsOdd = false;
    }
}
