namespace MiniInit.Output;

/// <summary>One kind of trouble with one file: said when it begins, not each time.</summary>
internal sealed class LogTrouble(OutputTroubles troubles)
{
    private bool _isSaid;

    /// <summary>It is there.</summary>
    /// <param name="sentence">What to say the first time.</param>
    public void Say(string sentence)
    {
        if (!_isSaid)
        {
            _isSaid = true;
            troubles.Say(sentence);
        }
    }

    /// <summary>It is over.</summary>
    /// <returns>Whether it was said.</returns>
    public bool End()
    {
        bool wasSaid = _isSaid;
        _isSaid = false;
        return wasSaid;
    }
}
