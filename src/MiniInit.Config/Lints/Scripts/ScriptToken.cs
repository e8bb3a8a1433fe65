namespace MiniInit.Config.Lints.Scripts;

/// <summary>What a token of a shell script is.</summary>
internal enum ScriptTokenKind
{
    Word,

    /// <summary>A line end or <c>;</c>.</summary>
    End,

    /// <summary><c>;;</c>.</summary>
    CaseEnd,

    /// <summary><c>&amp;</c>.</summary>
    Background,

    /// <summary><c>&amp;&amp;</c>.</summary>
    And,

    /// <summary><c>||</c>.</summary>
    Or,
    Pipe,
    Open,
    Close,

    /// <summary><c>&lt;</c>, <c>2&gt;&amp;</c> and the like; a word follows.</summary>
    Redirection,

    /// <summary>The end of the script.</summary>
    Finish,
}

/// <summary>A piece of a shell script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it starts, in characters.</param>
/// <param name="Length">How long it is, with quotes.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Offset, int Length);
