using System;

namespace MiniInit.Control.Access;

/// <summary>The variables that nobody sets for the jobs of another user: they steer which code runs there.</summary>
/// <remarks>
/// Who may start a job of root may so not become root by it. The loader's variables, and those by which shells and
/// interpreters take code or files from elsewhere: what sudo(8) takes away, and what has come up since.
/// </remarks>
internal static class ForeignVariables
{
    private static readonly string[] s_names =
    [
        "PATH", "ENV", "BASH_ENV", "BASHOPTS", "SHELLOPTS", "IFS", "PS4", "CDPATH", "GLOBIGNORE", "SHELL", "HOME", "USER", "LOGNAME",
        "TMPDIR", "GCONV_PATH", "GETCONF_DIR", "HOSTALIASES", "LOCALDOMAIN", "LOCPATH", "NIS_PATH", "NLSPATH", "RES_OPTIONS",
        "RESOLV_HOST_CONF", "TERMCAP", "TERMINFO", "TERMINFO_DIRS", "TZDIR", "GLIBC_TUNABLES", "_JAVA_OPTIONS", "CLASSPATH", "ZDOTDIR",
        "NOTIFY_SOCKET", "EDITOR", "VISUAL", "PAGER", "BROWSER", "OPENSSL_CONF", "OPENSSL_ENGINES", "OPENSSL_MODULES", "SSLKEYLOGFILE",
    ];

    private static readonly string[] s_beginnings =
    [
        "LD_", "MINIINIT_", "UPSTART_", "LISTEN_", "WATCHDOG_", "BASH_FUNC_", "MALLOC_", "PYTHON", "PERL", "RUBY", "GEM_", "BUNDLE_",
        "NODE_", "NPM_", "JAVA_", "JDK_", "DOTNET_", "CORECLR_", "COMPlus_", "COMPLUS_", "LUA_", "PHP", "GIT_", "XDG_", "KRB5",
    ];

    /// <summary>Whether a variable steers which code runs.</summary>
    public static bool Steers(string name) =>
        Array.IndexOf(s_names, name) >= 0
        || Array.Exists(s_beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
