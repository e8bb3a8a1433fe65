using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Control.Access;
using MiniInit.Core.Events;
using MiniInit.Core.Values;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Requests;

/// <summary>Reads variables of a call, <c>NAME=value</c>.</summary>
internal static class CallVariables
{
    /// <summary>What is wrong with a text that is none: initctl's words.</summary>
    public const string WrongForm = "Env must be KEY=VALUE pairs";

    /// <summary>Reads them.</summary>
    /// <param name="texts">As they came.</param>
    /// <param name="isForeign">Whether they are for processes of another user than the caller.</param>
    /// <param name="variables">What they set.</param>
    /// <param name="error">What is wrong, if anything.</param>
    public static bool TryRead(
        IReadOnlyList<string> texts, bool isForeign, out ValueList<EventVariable> variables,
        [NotNullWhen(false)] out ControlError? error)
    {
        variables = [];
        error = TooMany(texts);
        ImmutableArray<EventVariable>.Builder read = ImmutableArray.CreateBuilder<EventVariable>(texts.Count);
        for (int i = 0; error is null && i < texts.Count; i++)
        {
            int equals = texts[i].IndexOf('=', System.StringComparison.Ordinal);
            if (equals <= 0 || texts[i].Contains('\0', System.StringComparison.Ordinal))
            {
                error = new ControlError.InvalidParameter("environment", WrongForm);
                break;
            }

            string name = texts[i][..equals];
            error = Refusal("environment", name, isForeign);
            read.Add(new EventVariable(name, texts[i][(equals + 1)..]));
        }

        variables = error is null ? ValueList.Create<EventVariable>(read.ToArray()) : [];
        return error is null;
    }

    /// <summary>Says that there are too many; null if there are not.</summary>
    public static ControlError? TooMany(IReadOnlyList<string> texts) => texts.Count > ControlLimits.Variables
        ? new ControlError.InvalidParameter("environment", $"there are more than {ControlLimits.Variables} variables") : null;

    /// <summary>Says why a variable may not be set; null if it may.</summary>
    public static ControlError? Refusal(string parameter, string name, bool isForeign) =>
        isForeign && ForeignVariables.Steers(name)
            ? new ControlError.InvalidParameter(
                parameter, $"{Quotation.Of(name)} steers which code runs, and only root sets it for processes of another user")
            : null;
}
