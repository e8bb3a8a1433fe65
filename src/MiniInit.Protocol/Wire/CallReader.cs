using System;
using System.Text.Json;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>Reads what a client sends.</summary>
public static class CallReader
{
    /// <summary>Reads a frame. There is a result for any bytes, and none of them make it throw.</summary>
    /// <param name="frame">The frame without its NUL, at most <see cref="ProtocolLimits.CallBytes"/> long.</param>
    /// <returns>What it is.</returns>
    public static CallRead Read(ReadOnlySpan<byte> frame)
    {
        if (Json.WhatIsWrong(frame) is { } wrong)
        {
            return Malformed(wrong);
        }

        try
        {
            Fields envelope = new(frame);
            return ReadEnvelope(ref envelope);
        }
        catch (JsonException)
        {
            return Malformed(Json.NotJson);
        }
    }

    private static CallRead ReadEnvelope(ref Fields envelope)
    {
        // Fields that are not known here are passed over: Varlink may get more of them.
        string method = envelope.Text("method"u8);
        bool wantsMore = envelope.FlagOrNone("more"u8) ?? false;
        bool isOneWay = envelope.FlagOrNone("oneway"u8) ?? false;
        bool isUpgrade = envelope.FlagOrNone("upgrade"u8) ?? false;
        ReadOnlySpan<byte> written = envelope.Written("parameters"u8, JsonTokenType.StartObject);
        if (envelope.Fault is { } fault)
        {
            return Malformed(fault.ToString());
        }

        // Nothing else is spoken here to change over to, and nobody can get several answers and none.
        if (isUpgrade || (wantsMore && isOneWay))
        {
            return new CallRead.Refused(new ControlError.InvalidShape(isUpgrade ? "upgrade" : "more"), isOneWay);
        }

        Fields parameters = new(written.IsEmpty ? "{}"u8 : written);
        ControlCall? asked = CallParameters.Read(method, ref parameters);
        if (asked is null)
        {
            return new CallRead.Refused(NotFound(method), isOneWay);
        }

        parameters.RefuseOthers();
        return parameters.Fault is { } wrong
            ? new CallRead.Refused(wrong.ToError(), isOneWay)
            : new CallRead.Call(asked, MethodNames.Of(asked), wantsMore, isOneWay);
    }

    private static ControlError NotFound(string method)
    {
        int dot = method.LastIndexOf('.');
        string home = dot < 0 ? "" : method[..dot];
        return dot < 0 || ControlInterface.Has(home)
            ? new ControlError.MethodNotFound(Echo.Of(method))
            : new ControlError.InterfaceNotFound(Echo.Of(home));
    }

    private static CallRead.Malformed Malformed(string cause) => new("cannot read the call: " + cause);
}
