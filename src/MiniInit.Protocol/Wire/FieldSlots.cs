using System.Runtime.CompilerServices;

namespace MiniInit.Protocol.Wire;

/// <summary>Where the fields of an object are; no memory but the stack's.</summary>
[InlineArray(ProtocolLimits.Fields)]
internal struct FieldSlots
{
    private FieldSlot _first;
}
