using System;
using System.Text.Json;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>Reads what init answers. Fields that are not known are passed over: init may be newer.</summary>
public static class ReplyReader
{
    /// <summary>Reads a frame. There is a result for any bytes, and none of them make it throw.</summary>
    /// <param name="frame">The frame without its NUL.</param>
    /// <param name="asked">The call that it answers.</param>
    /// <returns>
    /// What it is. An error that is not known is <see cref="ControlError.Trouble"/> with its name as the sentence.
    /// </returns>
    public static ReplyRead Read(ReadOnlySpan<byte> frame, ControlCall asked)
    {
        if (Json.WhatIsWrong(frame) is { } wrong)
        {
            return Malformed(wrong);
        }

        try
        {
            Fields envelope = new(frame);
            string? error = envelope.TextOrNone("error"u8);
            bool continues = envelope.FlagOrNone("continues"u8) ?? false;
            ReadOnlySpan<byte> written = envelope.Written("parameters"u8, JsonTokenType.StartObject);
            if (envelope.Fault is { } fault)
            {
                return Malformed(fault.ToString());
            }

            Fields parameters = new(written.IsEmpty ? "{}"u8 : written);
            ReplyRead read = error is null
                ? new ReplyRead.Reply(ReplyParameters.Read(asked, ref parameters), continues)
                : new ReplyRead.Error(
                    ErrorParameters.Read(error, ref parameters) ?? new ControlError.Trouble(error));
            return parameters.Fault is { } inner ? Malformed(inner.ToString()) : read;
        }
        catch (JsonException)
        {
            return Malformed(Json.NotJson);
        }
    }

    /// <summary>Gives the parameters of a reply or an error as they were written.</summary>
    /// <param name="frame">A frame that is not malformed.</param>
    /// <returns>JSON of one object; empty if the frame has none that can be found.</returns>
    public static ReadOnlySpan<byte> Parameters(ReadOnlySpan<byte> frame)
    {
        if (Json.WhatIsWrong(frame) is not null)
        {
            return default;
        }

        try
        {
            Fields envelope = new(frame);
            ReadOnlySpan<byte> written = envelope.Written("parameters"u8, JsonTokenType.StartObject);
            return written.IsEmpty ? "{}"u8 : written;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static ReplyRead.Malformed Malformed(string cause) => new("cannot read the reply: " + cause);
}
