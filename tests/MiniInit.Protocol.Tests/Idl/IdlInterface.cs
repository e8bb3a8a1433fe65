using System.Collections.Generic;
using System.IO;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>What an interface has.</summary>
internal sealed class IdlInterface(string name)
{
    public static IdlInterface Control { get; } = IdlReader.Read(File.ReadAllText(Path.Combine(
        RepositoryRoot.Path, "docs", "org.miniinit.Control.varlink")));

    public string Name { get; } = name;

    public Dictionary<string, IdlType> Types { get; } = [];

    public List<IdlMethod> Methods { get; } = [];

    public List<IdlError> Errors { get; } = [];

    /// <summary>Gives what stands behind a name.</summary>
    public IdlType Resolve(IdlType type) => type is IdlType.Named named ? Resolve(Types[named.Name]) : type;
}
