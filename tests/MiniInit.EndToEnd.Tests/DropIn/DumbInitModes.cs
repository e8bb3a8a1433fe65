namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>The modes that dumb-init's cases are run in: DUMB_INIT_DEBUG and DUMB_INIT_SETSID.</summary>
internal static class DumbInitModes
{
    /// <summary>Both with and without messages, both with and without a session: debug, session.</summary>
    public static TheoryData<bool, bool> All => new()
    {
        { true, true }, { true, false }, { false, true }, { false, false },
    };

    /// <summary>Both with and without messages.</summary>
    public static TheoryData<bool> Debug => new() { true, false };

    public static string[] Variables(bool debug, bool session) =>
        [$"DUMB_INIT_DEBUG={(debug ? 1 : 0)}", $"DUMB_INIT_SETSID={(session ? 1 : 0)}"];
}
