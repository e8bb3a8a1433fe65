using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>What a frame from a client turned out to be.</summary>
public abstract record CallRead
{
    private CallRead()
    {
    }

    /// <summary>A call.</summary>
    /// <param name="Asked">What is asked for.</param>
    /// <param name="Method">The full name of its method, such as <c>org.miniinit.Control.Start</c>.</param>
    /// <param name="WantsMore">Whether it may be answered by several replies.</param>
    /// <param name="IsOneWay">Whether it is not to be answered at all, not even by an error.</param>
    public sealed record Call(ControlCall Asked, string Method, bool WantsMore, bool IsOneWay) : CallRead
    {
        /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
        public override string ToString() => nameof(Call);
    }

    /// <summary>A call that is none of ours, or has parameters that its method does not take.</summary>
    /// <param name="Error">What to answer.</param>
    /// <param name="IsOneWay">Whether it is not to be answered.</param>
    public sealed record Refused(ControlError Error, bool IsOneWay) : CallRead;

    /// <summary>No call: whoever sent it does not speak this protocol.</summary>
    /// <param name="Sentence">What is wrong with it.</param>
    public sealed record Malformed(string Sentence) : CallRead;
}
