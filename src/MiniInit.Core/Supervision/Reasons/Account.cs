using System.Collections.Generic;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>What there is to say of one instance, the nearest cause first, and whom it leads to.</summary>
internal sealed class Account
{
    /// <summary>Sentences without their subject: <c>was stopped by request 5m ago</c>. The first one sums it up.</summary>
    public List<string> Sentences { get; } = [];

    /// <summary>What would start it, where that is of interest.</summary>
    public List<string> Next { get; } = [];

    /// <summary>Others with a part in it, and which: <c>requires</c>.</summary>
    public List<(string Verb, JobInstance Other)> Others { get; } = [];
}
