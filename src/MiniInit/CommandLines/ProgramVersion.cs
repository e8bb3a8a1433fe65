namespace MiniInit.CommandLines;

/// <summary>What --version prints, under each name. <see cref="Build"/> is written by the project file.</summary>
internal static class ProgramVersion
{
    /// <summary>Docker wants an init whose version begins with <c>tini version</c>.</summary>
    public const string Tini = $"tini version 0.19.0 (miniinit {Build.Version})";

    /// <summary>The version whose behaviour we show under this name.</summary>
    public const string DumbInit = "dumb-init v1.2.5";

    /// <summary>Podman and Docker look for <c>tini version</c> here too.</summary>
    public const string Catatonit = $"tini version 0.1.7_catatonit (miniinit {Build.Version})";
}
