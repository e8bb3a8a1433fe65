namespace MiniInit.Core.Graphs;

/// <summary>That one job points to another, by their indices.</summary>
internal readonly record struct Edge(int From, int To);
