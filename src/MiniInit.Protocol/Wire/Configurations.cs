using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The type Configuration of the interface.</summary>
internal static class Configurations
{
    public static ConfigurationInfo Read(ref Fields of) => new(of.Text("job"u8), of.Text("type"u8))
    {
        File = of.TextOrNone("file"u8),
        Description = of.TextOrNone("description"u8),
        Author = of.TextOrNone("author"u8),
        Version = of.TextOrNone("version"u8),
        Usage = of.TextOrNone("usage"u8),
        Instance = of.TextOrNone("instance"u8),
        IsManual = of.Flag("isManual"u8),
        StartOn = of.TextOrNone("startOn"u8),
        StopOn = of.TextOrNone("stopOn"u8),
        Emits = of.Texts("emits"u8),
        Requires = of.Texts("requires"u8),
        Wants = of.Texts("wants"u8),
        After = of.Texts("after"u8),
        Before = of.Texts("before"u8),
        Conflicts = of.Texts("conflicts"u8),
        PartOf = of.Texts("partOf"u8),
        Groups = of.Texts("groups"u8),
    };

    public static void Write(FrameWriter into, ConfigurationInfo configuration)
    {
        into.Text("job"u8, configuration.Job);
        into.TextOrNone("file"u8, configuration.File);
        into.TextOrNone("description"u8, configuration.Description);
        into.TextOrNone("author"u8, configuration.Author);
        into.TextOrNone("version"u8, configuration.Version);
        into.TextOrNone("usage"u8, configuration.Usage);
        into.Text("type"u8, configuration.Type);
        into.TextOrNone("instance"u8, configuration.Instance);
        into.Flag("isManual"u8, configuration.IsManual);
        into.TextOrNone("startOn"u8, configuration.StartOn);
        into.TextOrNone("stopOn"u8, configuration.StopOn);
        into.Texts("emits"u8, configuration.Emits);
        into.Texts("requires"u8, configuration.Requires);
        into.Texts("wants"u8, configuration.Wants);
        into.Texts("after"u8, configuration.After);
        into.Texts("before"u8, configuration.Before);
        into.Texts("conflicts"u8, configuration.Conflicts);
        into.Texts("partOf"u8, configuration.PartOf);
        into.Texts("groups"u8, configuration.Groups);
    }
}
