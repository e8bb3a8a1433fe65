using System.Collections.Generic;

namespace MiniInit.Output;

/// <summary>Sentences for our own log, until somebody takes them.</summary>
internal sealed class OutputTroubles
{
    private readonly Queue<string> _sentences = new();
    private int _more;

    /// <summary>Adds a sentence.</summary>
    public void Say(string sentence)
    {
        if (_sentences.Count < OutputLimits.Troubles)
        {
            _sentences.Enqueue(sentence);
        }
        else
        {
            _more++;
        }
    }

    /// <summary>Takes the oldest sentence.</summary>
    /// <returns>Null when there is none.</returns>
    public string? Take()
    {
        if (_sentences.TryDequeue(out string? sentence) || _more == 0)
        {
            return sentence;
        }

        string rest = $"{_more} more messages about log files were left out";
        _more = 0;
        return rest;
    }
}
