using System;
using FsCheck;
using FsCheck.Fluent;

namespace MiniInit.Config.Tests.Properties;

/// <summary>A short way to check a property.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> generator, Action<T> property, int times = 500) => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(times).WithEndSize(40),
        Prop.ForAll(Arb.From(generator), property));
}
