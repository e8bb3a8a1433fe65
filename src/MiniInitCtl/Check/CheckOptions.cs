using System.Collections.Generic;

namespace MiniInit.Ctl.Check;

/// <summary>How a check is done and shown.</summary>
/// <param name="AsJson">Whether for programs.</param>
/// <param name="Prints">Whether the configuration is printed as well.</param>
/// <param name="IsStrict">Whether warnings are errors.</param>
/// <param name="OutsideEvents">Events that need nobody to emit them.</param>
internal sealed record CheckOptions(bool AsJson, bool Prints, bool IsStrict, IReadOnlyList<string> OutsideEvents);
