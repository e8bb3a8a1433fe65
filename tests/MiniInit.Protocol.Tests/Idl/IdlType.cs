using System.Collections.Generic;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>A type of Varlink's interface language.</summary>
internal abstract record IdlType
{
    private IdlType()
    {
    }

    /// <summary>bool, int, float, string or object.</summary>
    public sealed record Plain(string Name) : IdlType;

    /// <summary>One that has a name of its own.</summary>
    public sealed record Named(string Name) : IdlType;

    /// <summary>One of a few words.</summary>
    public sealed record Choice(IReadOnlyList<string> Words) : IdlType;

    public sealed record Struct(IReadOnlyList<IdlField> Fields) : IdlType;

    public sealed record Many(IdlType Of) : IdlType;

    public sealed record Maybe(IdlType Of) : IdlType;
}

internal sealed record IdlField(string Name, IdlType Type);

internal sealed record IdlMethod(string Name, IdlType.Struct In, IdlType.Struct Out);

internal sealed record IdlError(string Name, IdlType.Struct Fields);
