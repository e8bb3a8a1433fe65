using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>A definition of a job.</summary>
internal sealed class DefinitionState : StateRecord
{
    /// <summary>The name of the job.</summary>
    public string? Name;

    /// <summary>The definition as a job file; null for the job of the command line, which is made of that.</summary>
    public string? Text;

    /// <summary>The words of its command, where they are more than a job file may have: a client ran it.</summary>
    public readonly List<string> Words = [];

    public override void Pass(StateFields fields)
    {
        fields.Text(1, ref Name);
        fields.Text(2, ref Text);
        fields.Texts(3, Words);
    }
}
