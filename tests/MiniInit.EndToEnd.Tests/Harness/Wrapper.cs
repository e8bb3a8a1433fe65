namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>Commands that what follows them runs below.</summary>
internal static class Wrapper
{
    /// <summary>Nobody, without any capability.</summary>
    public static string[] Nobody { get; } = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    /// <summary>Root with the capabilities that Docker gives a container by default.</summary>
    public static string[] DockerRoot { get; } =
    [
        "setpriv", "--bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,"
            + "+net_bind_service,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap",
    ];
}
