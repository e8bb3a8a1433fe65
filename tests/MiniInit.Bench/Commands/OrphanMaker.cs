using System;

namespace MiniInit.Bench;

/// <summary>
/// A command that fills its init with dead orphans: <c>--make-orphans COUNT</c>. It writes a byte when ready, and
/// for each that it reads another, when COUNT ended processes have lost their parent. It stays until the reader of the
/// results is done with init, whose command must not end before.
/// </summary>
internal static unsafe class OrphanMaker
{
    internal const string Name = "--make-orphans";

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        Descriptor.Write(1, "r"u8);
        byte go;
        while (LibC.read(0, &go, 1) == 1)
        {
            using var parent = Child.Start(new ChildStart(Self.Path, ZombieMaker.Name, arguments[0]));
            _ = parent.MustExit("the reaping of orphans");
            Descriptor.Write(1, "d"u8);
        }

        return 0;
    }
}
