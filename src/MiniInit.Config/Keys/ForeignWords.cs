using System;
using System.Collections.Generic;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Keys;

/// <summary>What the keys of other supervisors are called here, for those who come from there.</summary>
internal static class ForeignWords
{
    private static readonly Dictionary<string, string> s_jobWords = new(StringComparer.OrdinalIgnoreCase)
    {
        // Upstart
        ["expect"] = "write ready = \"fork\", \"daemon\" or \"stop\"",
        ["setuid"] = "write user",
        ["setgid"] = "write group",
        ["oom"] = "write oom-score",
        ["limit"] = "write limits = { nofile = [1024, 4096] }",
        ["start"] = "write start-on = \"EVENT\"",
        ["stop"] = "write stop-on = \"EVENT\"",
        ["task"] = "write type = \"task\"",
        ["kill"] = "write kill-signal or kill-timeout",
        ["normal exit"] = "write normal-exit = [0, \"TERM\"]",
        ["apparmor"] = "there are no AppArmor profiles here; see sandbox",
        ["debug"] = "attach a debugger by pid, or run the command in exec mode",

        // systemd
        ["execstart"] = "write exec",
        ["execstartpre"] = "write pre-start = { exec = … }",
        ["execstartpost"] = "write post-start = { exec = … }",
        ["execstop"] = "write pre-stop = { exec = … }",
        ["execstoppost"] = "write post-stop = { exec = … }",
        ["execreload"] = "write reload-exec",
        ["restart"] = "write respawn = true",
        ["restartsec"] = "write respawn-delay = { min = \"1s\" }",
        ["bindsto"] = "write requires",
        ["requisite"] = "write requires",
        ["environment"] = "write env = { NAME = \"value\" }",
        ["environmentfile"] = "write env-file = [\"/path\"]",
        ["workingdirectory"] = "write chdir",
        ["rootdirectory"] = "write chroot",
        ["timeoutstopsec"] = "write kill-timeout",
        ["timeoutstartsec"] = "write start-timeout",
        ["watchdogsec"] = "write watchdog",
        ["pidfile"] = "write pid-file",
        ["oomscoreadjust"] = "write oom-score",
        ["limitnofile"] = "write limits = { nofile = 4096 }",
        ["nonewprivileges"] = "write sandbox = { no-new-privs = true }",
        ["ambientcapabilities"] = "write sandbox = { ambient = […] }",
        ["capabilityboundingset"] = "write sandbox = { capabilities = […] }",
        ["successexitstatus"] = "write normal-exit = [0, 143]",
        ["wantedby"] = "a job starts at boot unless it has start-on, manual, instance, schedule or every",
        ["supplementarygroups"] = "write groups",

        // supervisord, runit, s6, dinit
        ["command"] = "write exec",
        ["cmd"] = "write exec",
        ["run"] = "write exec or script",
        ["autostart"] = "a job starts at boot unless it has manual = true",
        ["autorestart"] = "write respawn = true",
        ["startsecs"] = "write ready = { alive = \"1s\" }",
        ["startretries"] = "write respawn-limit = { count = 3 }",
        ["exitcodes"] = "write normal-exit = [0, 2]",
        ["stopsignal"] = "write kill-signal",
        ["stopwaitsecs"] = "write kill-timeout",
        ["directory"] = "write chdir",
        ["numprocs"] = "write instance = \"$N\" and instances = [\"1\", \"2\"]",
        ["process_name"] = "write instance",
        ["redirect_stderr"] = "write redirect-stderr = true",
        ["stdout_logfile"] = "write log = { file = \"/var/log/NAME.log\" }",
        ["stderr_logfile"] = "write log = { file = \"/var/log/NAME.log\" }",
        ["logfile"] = "write log = { file = \"/var/log/NAME.log\" }",
        ["depends-on"] = "write requires",
        ["depends-ms"] = "write wants",
        ["waits-for"] = "write wants and after",
        ["smooth-recovery"] = "write respawn = true",
        ["stop-command"] = "write pre-stop = { exec = … }",
        ["working-dir"] = "write chdir",
        ["run-as"] = "write user",

        // container files
        ["depends_on"] = "write requires",
        ["image"] = "a job is a process and not a container",
        ["ports"] = "a job is a process and not a container; see listen for sockets",
        ["volumes"] = "a job is a process and not a container",
        ["entrypoint"] = "write exec",
        ["args"] = "put the arguments into exec = [\"program\", \"argument\"]",
        ["healthcheck"] = "write health = { exec = … }",
        ["workdir"] = "write chdir",
        ["working_dir"] = "write chdir",
        ["env_file"] = "write env-file = [\"/path\"]",
        ["stop_grace_period"] = "write kill-timeout",
        ["stop_signal"] = "write kill-signal",
        ["ulimits"] = "write limits",
        ["cap_add"] = "write sandbox = { ambient = […] }",
        ["cap_drop"] = "write sandbox = { capabilities = […] } with those that are kept",
        ["name"] = "a job is named by its file, or by its table [job.NAME]",
        ["enabled"] = "write manual = true to keep it from starting at boot",
        ["disabled"] = "write manual = true to keep it from starting at boot",
    };

    private static readonly Dictionary<string, string> s_rootWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["jobs"] = "write [job.NAME]",
        ["service"] = "write [job.NAME]",
        ["services"] = "write [job.NAME]",
        ["unit"] = "write [job.NAME]",
        ["program"] = "write [job.NAME]",
        ["supervisord"] = "write [init]",
        ["miniinit"] = "write [init]",
        ["global"] = "write [init]",
        ["settings"] = "write [init]",
        ["include"] = "further jobs go into files of the folder jobs/ beside this one",
        ["include-dir"] = "further jobs go into files of the folder jobs/ beside this one",
        ["import"] = "further jobs go into files of the folder jobs/ beside this one",
    };

    private static readonly Dictionary<string, string> s_healthWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["test"] = "write exec",
        ["cmd"] = "write exec",
        ["command"] = "write exec",
        ["url"] = "write http",
        ["interval"] = "write every",
        ["start_period"] = "write start-period",
        ["start_interval"] = "write every",
        ["failureThreshold"] = "write retries",
        ["periodSeconds"] = "write every",
        ["timeoutSeconds"] = "write timeout",
        ["initialDelaySeconds"] = "write start-period",
        ["on-failure"] = "write action",
    };

    /// <summary>Says what a key of a job is called here; null for one that is not known from elsewhere.</summary>
    /// <param name="entry">The key as written, with its value.</param>
    public static string? OfJob(TomlEntry entry)
    {
        string word = entry.Key;
        if (entry.Value is TomlTable table)
        {
            string? section = word switch
            {
                "job" => "a job file has its keys at the top; leave the header out",
                "init" => "[init] stands in the main file, miniinit.toml",
                "Unit" or "Service" or "Install" or "Timer" or "Socket" =>
                    "a job file has its keys at the top, without sections; see the list of keys in docs/JOB-FILES.md",
                _ => null,
            };
            bool isPartOfName = Known(s_jobWords, word) is null
                && HasAny(table, JobKeys.Table.Has)
                && NearestWord.Find(word, JobKeys.Table.Names) is null;
            section ??= isPartOfName
                ? $"if it is a part of a job's name, write it in quotes: [job.\"NAME.{Shown(word)}\"]"
                : null;
            if (section is not null)
            {
                return section;
            }
        }

        return Known(s_jobWords, word);
    }

    /// <summary>The same for keys of <c>[init]</c>.</summary>
    /// <param name="entry">The key as written, with its value.</param>
    public static string? OfInit(TomlEntry entry) =>
        entry.Key == "kill-timeout" ? "it is a key of jobs; that of the whole shutdown is shutdown-timeout"
            : JobKeys.Table.Has(entry.Key) ? "it is a key of jobs; write it below [job.NAME]"
            : null;

    /// <summary>The same for keys of <c>health</c>.</summary>
    /// <param name="entry">The key as written, with its value.</param>
    public static string? OfHealth(TomlEntry entry) => Known(s_healthWords, entry.Key);

    /// <summary>Says that a key belongs to the job, where it stands below the header of one of its tables.</summary>
    /// <param name="word">The key as written.</param>
    /// <param name="prefix">The keys it is within, each with a dot behind it.</param>
    public static string? Above(string word, string prefix) =>
        JobKeys.Table.Has(prefix[..^1]) && JobKeys.Table.Has(word)
        ? $"it is a key of the whole job; move it out of \"{prefix[..^1]}\", above any [table]"
        : null;

    /// <summary>The same for the top level of a main file.</summary>
    /// <param name="entry">The key as written, with its value.</param>
    public static string? AtTop(TomlEntry entry)
    {
        string word = entry.Key;
        if (Known(s_rootWords, word) is string right)
        {
            bool isOne = entry.Value is TomlTable { Count: 1 } table && table[0].Value is TomlTable;
            string? only = isOne ? ((TomlTable)entry.Value)[0].Key : null;
            return only is null ? right : right.Replace("NAME", Shown(only), StringComparison.Ordinal);
        }

        bool isJob = entry.Value is TomlTable keys
            && HasAny(keys, key => JobKeys.Table.Has(key) || s_jobWords.ContainsKey(key));
        return isJob ? $"write [job.{Shown(word.Split(':')[^1])}]" : null;
    }

    private static bool HasAny(TomlTable table, Predicate<string> isMeant)
    {
        foreach (TomlEntry entry in table)
        {
            if (isMeant(entry.Key))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Known(Dictionary<string, string> words, string word) =>
        word.Length <= 64 ? words.GetValueOrDefault(word) : null;

    /// <summary>Gives a name as it can stand in a message.</summary>
    private static string Shown(string name) =>
        JobName.TryParse(name, out _, out _) && name.Length <= 64 ? name : "NAME";
}
