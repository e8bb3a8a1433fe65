using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Addresses;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Schedules;
using MiniInit.Core.Values;

namespace MiniInit.Config.Forms;

/// <summary>The forms that several keys share.</summary>
internal static class CommonForms
{
    public static FlagForm Flag { get; } = new();

    public static Form<string?> Sentence { get; } = OptionalForm.Of(
        new TextForm("a text", ConfigLimits.TextCharacters, mayBeEmpty: true, "\"the web server\""));

    public static ExecForm Exec { get; } = new();

    public static ScriptForm Script { get; } = new();

    public static ParsedForm<string> Path { get; } = new(
        "absolute path", "an absolute path such as \"/var/lib/web\"", AbsolutePath.TryParse, Numbers.None,
        "/var/lib/web")
    {
        Pattern = "^/",
    };

    public static ParsedForm<string> Account { get; } = new(
        "name or number", "a name such as \"www-data\", or a number", AccountName.TryParse, Numbers.Integers, "www-data");

    public static ParsedForm<Signal> SignalName { get; } = new(
        "signal", "a signal such as \"TERM\", \"SIGTERM\", 15 or \"RTMIN+3\"", TryParseSignal, Numbers.Integers, "TERM", "INT", "QUIT");

    public static ParsedForm<Size> SizeOfFile { get; } = SizeBetween(new Size(4096), Size.Largest);

    public static ParsedForm<OctalMode> Mode { get; } = new(
        "octal mode", "an octal mode such as \"0660\"", OctalMode.TryParse, Numbers.None, "0660");

    public static ParsedForm<OctalMode> Mask { get; } = new(
        "octal mask", "an octal mask such as \"022\"", OctalMode.TryParseMask, Numbers.None, "022", "077");

    public static ParsedForm<Expansion> Expanded { get; } = new(
        "text with variables", "a text with variables such as \"$TTY\"", Expansion.TryParse, Numbers.None, "$TTY");

    public static ParsedForm<CronSchedule> Cron { get; } = new(
        "cron text", "a cron text such as \"30 6 * * mon-fri\" or \"@daily\"", TryParseCron, Numbers.None,
        "@daily", "*/5 * * * *");

    public static ParsedForm<HttpAddress> Http { get; } = new(
        "URL", "a URL such as \"http://127.0.0.1:8080/health\"", HttpAddress.TryParse, Numbers.None,
        "http://127.0.0.1:8080/health");

    /// <summary>A duration that may be zero.</summary>
    public static DurationForm Pause { get; } = new(TimeSpan.Zero, Duration.Longest);

    /// <summary>A time limit: at least a millisecond, the finest that our timers are asked for.</summary>
    public static DurationForm Timeout { get; } = new(TimeSpan.FromMilliseconds(1), Duration.Longest);

    public static ListForm<string> Jobs { get; } = Names("job", JobName.TryParse, "[\"db\"]");

    public static ListForm<string> Accounts { get; } = new(Account, "an array of names or numbers such as [\"audio\"]");

    public static ListForm<string> Paths { get; } = new(Path, "an array of absolute paths such as [\"/etc/web.conf\"]");

    public static ParsedForm<Size> SizeBetween(Size least, Size most) => new(
        "size",
        "a size such as \"64k\" or \"10M\"",
        (string text, out Size value, out TextError error) => Size.TryParse(text, least, most, out value, out error),
        Numbers.Integers,
        "64k",
        "10M");

    public static ParsedForm<ListenAddress> Address(Transport transport) => transport == Transport.Unix
        ? new("path", "the path of a socket such as \"/run/web.sock\"", Parser(transport), Numbers.None, "/run/web.sock")
        : new("address", "an address such as \"127.0.0.1:80\"", Parser(transport), Numbers.Integers, "127.0.0.1:80");

    public static ListForm<string> Names(string word, TryParse<string> parse, string example) => new(
        new ParsedForm<string>(
            $"{word} name",
            $"{("aeiou".Contains(word[0], StringComparison.Ordinal) ? "an" : "a")} {word}'s name",
            parse,
            Numbers.None),
        $"an array of names such as {example}");

    /// <summary>A choice of all values of an enumeration.</summary>
    /// <param name="words">Their names, in the order of their numbers. The runtime would read them by reflection: a fifth of init's start.</param>
    /// <param name="foreign">What words of other supervisors are here.</param>
    public static WordForm<T> Words<T>(string[] words, params (string Word, string Hint)[] foreign)
        where T : struct, Enum
    {
        var choices = new (string Word, int Value)[words.Length];
        for (int at = 0; at < words.Length; at++)
        {
            choices[at] = (words[at], at);
        }

        return new(new ChoiceForm(choices) { Foreign = foreign });
    }

    private static TryParse<ListenAddress> Parser(Transport transport) =>
        (string text, [MaybeNullWhen(false)] out ListenAddress value, out TextError error) =>
            ListenAddress.TryParse(text, transport, out value, out error);

    private static bool TryParseCron(string text, [MaybeNullWhen(false)] out CronSchedule value, out TextError error)
    {
        bool isRight = CronSchedule.TryParse(text, out value, out error);
        if (!isRight && Duration.TryParse(text, out TimeSpan span))
        {
            string cause = $"it is a span of time; write every = \"{Duration.Format(span)}\"";
            error = TextError.CannotUse(text, "a cron text", 0, text.Length, cause);
        }

        return isRight;
    }

    private static bool TryParseSignal(string text, out Signal value, out TextError error)
    {
        error = default;
        if (Signal.TryParse(text, out value))
        {
            return true;
        }

        string name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        string[] known = new string[31];
        for (int at = 0; at < known.Length; at++)
        {
            known[at] = new Signal(Signal.First + at).Name;
        }

        string hint = NearestWord.Find(name, known) is string near
            ? $"did you mean \"{near}\"?"
            : "write a name of signal(7) such as \"TERM\", a number from 1 to 64, or \"RTMIN+3\"";
        error = TextError.CannotUse(text, "a signal", 0, text.Length, $"there is none; {hint}");
        return false;
    }
}
