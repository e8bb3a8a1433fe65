namespace MiniInit.Linux.Files;

/// <summary>What holds for a whole loading.</summary>
/// <param name="Trust">What becomes of files that a stranger may have written.</param>
/// <param name="Rules">Who is no stranger.</param>
/// <param name="Budget">How much may still be read.</param>
internal sealed record ReadContext(FileTrust Trust, TrustRules Rules, ReadBudget Budget)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ReadContext);

    /// <summary>Whether a file may be used in spite of a doubt; refuses it, or notes the first doubt.</summary>
    public bool Accepts(ref FoundFile found, string? doubt)
    {
        if (doubt is null)
        {
            return true;
        }

        string sentence = Refusals.Say("use", found.Path, doubt);
        found = Trust == FileTrust.Checked
            ? found with { Refusal = sentence }
            : found with { Doubt = found.Doubt ?? sentence };
        return Trust != FileTrust.Checked;
    }
}
