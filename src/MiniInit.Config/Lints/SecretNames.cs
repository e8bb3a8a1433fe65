using System;

namespace MiniInit.Config.Lints;

/// <summary>Tells by its name whether a variable holds a secret.</summary>
internal static class SecretNames
{
    private static readonly string[] s_secret =
        ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS"];

    /// <summary>Words before <c>_KEY</c>.</summary>
    private static readonly string[] s_keys = ["API", "PRIVATE", "ACCESS", "SECRET", "ENCRYPTION", "SIGNING"];

    /// <summary>Words at the end of a name that say that the value is something about a secret.</summary>
    private static readonly string[] s_about =
    [
        "FILE", "FILES", "PATH", "DIR", "FOLDER", "URL", "URI", "HOST", "PORT", "ENDPOINT", "NAME", "ID", "TTL",
        "LIFETIME", "EXPIRY", "EXPIRES", "EXPIRATION", "AGE", "TIMEOUT", "INTERVAL", "SECONDS", "LENGTH", "SIZE", "MIN",
        "MAX", "COUNT", "LIMIT", "LIMITS", "TYPE", "ISSUER", "AUDIENCE", "HEADER", "FIELD", "PREFIX", "POLICY", "MODE",
        "FORMAT", "ALGORITHM", "ENABLED", "REQUIRED", "VERSION", "COMMAND", "CMD", "PROVIDER", "STORE", "REGION",
        "SCOPE", "SCOPES", "ENV", "VAR",
    ];

    /// <summary>Whether a name says that the value is secret.</summary>
    public static bool IsOne(string name)
    {
        string[] words = name.ToUpperInvariant().Split('_');
        if (Array.IndexOf(s_about, words[^1]) >= 0)
        {
            return false;
        }

        for (int at = 0; at < words.Length; at++)
        {
            // PGPASSWORD, but not TOKENS: those are counted, not kept.
            if (Array.Exists(s_secret, secret => words[at].EndsWith(secret, StringComparison.Ordinal))
                || (words[at] == "KEY" && at > 0 && Array.IndexOf(s_keys, words[at - 1]) >= 0))
            {
                return true;
            }
        }

        return false;
    }
}
