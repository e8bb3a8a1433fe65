using System.Collections.Generic;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Configurations of tasks that are run to their end, and what came of them.</summary>
internal static class Once
{
    /// <summary>Ends init when the tasks have ended.</summary>
    private const string Head = "[init]\nexit-when-idle = true\n";

    /// <summary>A shell that does something and then becomes what follows.</summary>
    public static string[] After(string script) => ["sh", "-ec", $"{script}; exec \"$@\"", "sh"];

    /// <summary>Runs tasks that all end well.</summary>
    /// <param name="wrapper">What init is started below.</param>
    /// <param name="configuration">Jobs in TOML; it may begin with more keys of <c>[init]</c>.</param>
    /// <param name="variables">Init's.</param>
    public static Supervised Run(
        string[] wrapper, string configuration, IReadOnlyDictionary<string, string>? variables = null)
    {
        Supervised init = RunBadly(wrapper, configuration, out int code, variables);
        if (code != 0)
        {
            string log = init.Log;
            init.Dispose();
            Assert.Fail($"exit code {code}: {log}");
        }

        return init;
    }

    /// <summary>Runs tasks of which some may fail.</summary>
    public static Supervised RunBadly(
        string[] wrapper, string configuration, out int code, IReadOnlyDictionary<string, string>? variables = null)
    {
        Supervised init = Supervised.With(variables ?? new Dictionary<string, string>(), wrapper, Head + configuration);
        try
        {
            code = init.WaitForExit();
            return init;
        }
        catch
        {
            init.Dispose();
            throw;
        }
    }
}
