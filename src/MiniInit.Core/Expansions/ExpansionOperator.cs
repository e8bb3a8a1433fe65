namespace MiniInit.Core.Expansions;

/// <summary>What stands behind the name in <c>${NAME…}</c>.</summary>
internal enum ExpansionOperator
{
    /// <summary><c>${K}</c>: the value; it is an error if there is none.</summary>
    None,

    /// <summary><c>${K-d}</c>: the value, or d if there is none.</summary>
    DefaultIfUnset,

    /// <summary><c>${K:-d}</c>: the value, or d if there is none or it is empty.</summary>
    DefaultIfEmpty,

    /// <summary><c>${K+a}</c>: a if there is a value, else nothing.</summary>
    AlternateIfSet,

    /// <summary><c>${K:+a}</c>: a if there is a value and it is not empty, else nothing.</summary>
    AlternateIfFilled,
}
