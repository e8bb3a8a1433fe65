using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Rendering;

/// <summary>How instances are doing, and what colour that has.</summary>
internal static class Moods
{
    /// <summary>Gives how an instance is doing.</summary>
    public static Mood Of(InstanceInfo instance) => instance.State switch
    {
        "running" => Mood.Well,
        "waiting" => Mood.AtRest,
        "invalid" or "unkillable" => Mood.Ill,
        _ => Mood.Moving,
    };

    /// <summary>Gives the terminal's code of its colour; 0 for none.</summary>
    public static int Color(Mood mood) => mood switch
    {
        Mood.Well => 32,
        Mood.Moving => 33,
        Mood.Ill => 31,
        _ => 0,
    };
}
