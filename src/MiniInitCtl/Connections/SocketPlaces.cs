using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Control;

namespace MiniInit.Ctl.Connections;

/// <summary>Where the init may be that is meant.</summary>
internal static class SocketPlaces
{
    /// <summary>The places for a call, the best first; one if it was named, or found.</summary>
    public static IReadOnlyList<SocketPlace> Of(Invocation invocation)
    {
        InitVariables variables = invocation.Variables;
        return invocation.Init switch
        {
            InitChoice.At at => [new SocketPlace(at.Socket, PlaceOrigin.Option)],
            InitChoice.Session { IsPath: true } session => [new SocketPlace(session.Name, PlaceOrigin.SessionOption)],
            InitChoice.Session session => Sessions.Named(variables, session.Name),
            InitChoice.User => variables.Session is string own
                ? [new SocketPlace(own, PlaceOrigin.SessionVariable)]
                : Sessions.Newest(variables),
            InitChoice.System when variables.System is string system => [new SocketPlace(system, PlaceOrigin.SystemVariable)],
            // Inside a session the other variable leads to the session as well.
            InitChoice.System => OfSystem(variables.Session is null ? variables.Socket : null),
            InitChoice.Usual => variables.Session is string session
                ? [new SocketPlace(session, PlaceOrigin.SessionVariable)]
                : OfSystem(variables.Socket),
            _ => throw new UnreachableException(invocation.Init.GetType().Name),
        };
    }

    private static List<SocketPlace> OfSystem(string? variable)
    {
        if (variable is not null)
        {
            return [new SocketPlace(variable, PlaceOrigin.Variable)];
        }

        uint user = CurrentProcess.EffectiveUserId;
        IReadOnlyList<string> paths = ControlPaths.Of(option: null, variable: null, user);
        string there = ControlPaths.FirstThere(paths, user);
        List<SocketPlace> places = [new SocketPlace(there, PlaceOrigin.Usual)];
        foreach (string path in paths)
        {
            if (path != there)
            {
                places.Add(new SocketPlace(path, PlaceOrigin.Usual));
            }
        }

        return places;
    }
}
