namespace MiniInit.Ctl.Conversations;

/// <summary>How answers are printed for programs.</summary>
internal enum JsonForm
{
    /// <summary>One document, the one answer.</summary>
    Document,

    /// <summary>One document, a list of the answers.</summary>
    List,

    /// <summary>One document a line, as answers come.</summary>
    Lines,
}
