namespace MiniInit.Core.Supervision;

/// <summary>What is known of the conditions of a start.</summary>
internal enum ConditionCheck
{
    /// <summary>Nothing; nobody was asked.</summary>
    None,

    /// <summary>The shell was asked and has not answered yet.</summary>
    Asked,

    /// <summary>The same, and since then another start has begun, which the answer does not count for.</summary>
    AskedBefore,

    /// <summary>They hold.</summary>
    Met,
}
