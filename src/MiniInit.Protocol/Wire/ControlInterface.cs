using System.Text;

namespace MiniInit.Protocol.Wire;

/// <summary>The interfaces that are spoken on the control socket.</summary>
public static class ControlInterface
{
    private static string? s_text;

    /// <summary>Ours.</summary>
    public const string Name = "org.miniinit.Control";

    /// <summary>The one that every Varlink service has.</summary>
    public const string ServiceName = "org.varlink.service";

    /// <summary>Ours as Varlink writes it: <c>docs/org.miniinit.Control.varlink</c>.</summary>
    /// <remarks>Made when somebody asks for it first, and kept: else it would be garbage of 25 KB each time.</remarks>
    public static string Text => s_text ??= Encoding.UTF8.GetString(InterfaceText.Control);

    /// <summary>The other as Varlink writes it.</summary>
    public static string ServiceText => Encoding.UTF8.GetString("""
        # Every Varlink service has this interface. It tells who is there, and what is spoken.
        interface org.varlink.service

        method GetInfo() -> (
          vendor: string,
          product: string,
          version: string,
          url: string,
          interfaces: []string
        )

        # The text of an interface.
        method GetInterfaceDescription(interface: string) -> (description: string)

        error InterfaceNotFound(interface: string)

        error MethodNotFound(method: string)

        error MethodNotImplemented(method: string)

        # A parameter is missing, unknown, or of another type.
        error InvalidParameter(parameter: string)

        error PermissionDenied()

        # The method needs `more`.
        error ExpectedMore()

        """u8);

    /// <summary>Whether an interface is spoken here.</summary>
    /// <param name="name">Its name.</param>
    public static bool Has(string name) => name is Name or ServiceName;

    /// <summary>Gives the text of an interface.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text; null if it is not spoken here.</returns>
    public static string? TextOf(string name) => name switch
    {
        Name => Text,
        ServiceName => ServiceText,
        _ => null,
    };
}
