using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>A valid job that is looked at: its definition, and what its files say.</summary>
/// <param name="Run">The check.</param>
/// <param name="Entry">The job as written.</param>
/// <param name="Definition">What that comes to.</param>
internal sealed record LintedJob(LintRun Run, JobEntry Entry, JobDefinition Definition)
{
    /// <summary>The name in quotes.</summary>
    public string Quoted => Quotation.Of(Definition.Name);

    /// <summary>Gives a text as it is written; null where the key holds none.</summary>
    public TomlString? TextAt(string key) => Entry.Find(key)?.Value as TomlString;

    /// <summary>
    /// Whether a key is written and no upper file undoes it by another: an override that sets <c>manual = true</c> is
    /// how a job is disabled, and no slip.
    /// </summary>
    /// <param name="key">The key, with dots between those within tables.</param>
    /// <param name="reason">The key that would take away its effect.</param>
    public bool IsWrittenBeside(string key, string reason)
    {
        // A value that holds anyway is no mistake: a printed configuration has them all.
        if (Entry.Find(key) is not TomlEntry entry || JobKeys.IsDefault(key, entry.Value))
        {
            return false;
        }

        return Entry.Find(reason) is not TomlEntry other || ReferenceEquals(other.Value.Source, entry.Value.Source);
    }

    /// <summary>Reports something about a key.</summary>
    public void Warn(string code, string key, string message, int index = -1)
    {
        (TomlSource source, TomlSpan span) = Entry.PlaceOf(key, index);
        Run.Report.Warn(code, source, span, message);
    }

    /// <summary>Reports something about a part of a text.</summary>
    public void Warn(string code, TomlString text, TextError what)
    {
        TomlSpan span = text.SpanOf(what.Offset, what.Length);
        Run.Report.Warn(code, text.Source!, span, what.Message);
    }
}
