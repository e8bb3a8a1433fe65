using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>What is wrong with a field.</summary>
/// <param name="Name">Which.</param>
/// <param name="Sentence">What is wrong with its value; null if it is missing, unknown, or of another type.</param>
internal sealed record FieldFault(string Name, string? Sentence)
{
    public ControlError ToError() => Sentence is null
        ? new ControlError.InvalidShape(Name)
        : new ControlError.InvalidParameter(Name, Sentence);

    public override string ToString() =>
        $"\"{Name}\" is not as it should be: {Sentence ?? "it is missing, or of another type"}";
}
