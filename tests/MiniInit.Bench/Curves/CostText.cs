namespace MiniInit.Bench;

/// <summary>A cost with two digits that count, or three.</summary>
internal static class CostText
{
    internal static string Of(double cost) => cost switch
    {
        < 1 => $"{cost:0.##}",
        < 10 => $"{cost:0.0}",
        _ => $"{cost:N0}",
    };
}
