namespace MiniInit.Reexecution;

/// <summary>Looks whether what records refer to is there, before anybody goes by it.</summary>
internal static class StatePlaces
{
    /// <summary>Says what refers to what is not there; null where nothing does.</summary>
    public static string? WhyWrong(InitState state)
    {
        LineageState lineage = state.Lineage;
        (int definitions, int invocations, int children) =
            (state.Definitions.Count, lineage.Invocations.Count, lineage.Children.Count);
        bool isRight = true;
        foreach (ChildState child in lineage.Children)
        {
            isRight &= IsIn(child.Definition, definitions) && IsIn(child.Invocation, invocations);
        }

        foreach (OrphanState orphan in lineage.Orphans)
        {
            isRight &= orphan.Invocation < invocations;
        }

        foreach (NamedState named in lineage.Named)
        {
            isRight &= IsIn(named.Child, children);
        }

        foreach (SearchState search in lineage.Searches)
        {
            isRight &= IsIn(search.Definition, definitions);
        }

        foreach (OutputState output in state.Outputs.Instances)
        {
            isRight &= IsIn(output.Definition, definitions);
        }

        foreach (RunState run in state.Runs)
        {
            isRight &= IsIn(run.Definition, definitions);
        }

        return isRight ? null : "it refers to what is not there";
    }

    private static bool IsIn(int place, int count) => place >= 0 && place < count;
}
