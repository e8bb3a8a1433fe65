using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.LogSettings>;

namespace MiniInit.Config.Keys;

/// <summary>The keys of <c>log</c>.</summary>
internal static class LogKeys
{
    public static TableForm<LogSettings, LogSettings> Form { get; } = TableForm.Of(
        new KeyTable<LogSettings>(
            new LogSettings(),
            [
                K.Make(
                    "file", OptionalForm.Of(CommonForms.Path), log => log.File, (log, v) => log with { File = v },
                    "A file that the output is appended to.", "one below init.log-dir if that is set, else none"),
                K.Make(
                    "max-size", OptionalForm.Value(CommonForms.SizeOfFile), log => log.MaxSize,
                    (log, v) => log with { MaxSize = v }, "The size at which the file is rotated."),
                K.Make(
                    "keep", new IntegerForm(0, 1000), log => log.Keep, (log, v) => log with { Keep = v },
                    "How many rotated files are kept."),
                K.Make(
                    "ring", CommonForms.SizeBetween(new Size(0), new Size(1024 * 1024)), log => log.Ring,
                    (log, v) => log with { Ring = v },
                    "How much of the latest output is kept in memory, for status and logs; at most 1M."),
                K.Make(
                    "timestamps", CommonForms.Flag, log => log.Timestamps, (log, v) => log with { Timestamps = v },
                    "Whether each line of the file begins with the time."),
            ]),
        "a table such as { file = \"/var/log/web.log\", max-size = \"10M\" }", "file");
}
