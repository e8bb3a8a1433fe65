using System;
using System.Buffers;

namespace MiniInit.Config.Lints;

/// <summary>Tells by its form whether a value is a secret.</summary>
internal static class SecretValues
{
    /// <summary>What the tokens of well-known services begin with, and how long they are at least.</summary>
    private static readonly (string Start, int Length)[] s_tokens =
    [
        ("AKIA", 20), ("ASIA", 20), ("ghp_", 36), ("gho_", 36), ("ghs_", 36), ("github_pat_", 36), ("glpat-", 20),
        ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20), ("xoxr-", 20), ("xoxs-", 20), ("sk_live_", 20), ("rk_live_", 20),
    ];

    /// <summary>What tokens are made of.</summary>
    public static SearchValues<char> TokenCharacters { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> s_authorityEnds = SearchValues.Create("/?# \t\n\"',");

    /// <summary>Whether a value may be a secret where the name says so: no switch, number or path.</summary>
    public static bool MayBeOne(string value) =>
        value.Trim().Length > 0
        && value[0] != '/'
        && value.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "none" or "null")
        && !(value.Length < 6 && !value.AsSpan().ContainsAnyExceptInRange('0', '9'));

    /// <summary>Whether a value is a token or key of a form that nothing else has.</summary>
    public static bool IsToken(string value)
    {
        string trimmed = value.Trim();
        return Array.Exists(s_tokens, token => trimmed.Length >= token.Length
                && trimmed.StartsWith(token.Start, StringComparison.Ordinal)
                && !trimmed.AsSpan().ContainsAnyExcept(TokenCharacters))
            || (trimmed.StartsWith("-----BEGIN ", StringComparison.Ordinal)
                && trimmed.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a value holds a URL with a password that is written out, as in <c>redis://user:password@host</c>.
    /// </summary>
    public static bool HasPassword(string value)
    {
        const string Scheme = "://";
        int at = value.IndexOf(Scheme, StringComparison.Ordinal);
        while (at >= 0)
        {
            int start = at + Scheme.Length;
            int length = value.AsSpan(start).IndexOfAny(s_authorityEnds);
            string authority = length < 0 ? value[start..] : value.Substring(start, length);
            int end = authority.LastIndexOf('@');
            int colon = authority.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && colon + 1 < end && !authority[colon..end].Contains('$'))
            {
                return true;
            }

            at = value.IndexOf(Scheme, start, StringComparison.Ordinal);
        }

        return false;
    }
}
