using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Supervision.Snapshots;

namespace MiniInit.Core.Tests.Supervision.Snapshots;

/// <summary>
/// The format as it is: a snapshot that was written once is read for ever, and nothing changes without a new version. Where
/// a change is meant, SnapshotVersion goes up first; then MINIINIT_UPDATE_SNAPSHOT=1 writes the file of that version, and
/// those of former versions stay.
/// </summary>
public sealed class GoldenTests
{
    private const int BytesInALine = 48;

    [Fact]
    public void The_bytes_of_this_version_are_as_written_down()
    {
        string text = Text(Moments.Busy().Snapshot());
        string name = $"snapshot-{SnapshotVersion.Current}.txt";
        if (Environment.GetEnvironmentVariable("MINIINIT_UPDATE_SNAPSHOT") is string folder)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)), text);
    }

    [Fact]
    public void Each_version_that_can_be_read_is_read()
    {
        for (int version = SnapshotVersion.Lowest; version <= SnapshotVersion.Current; version++)
        {
            string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"snapshot-{version}.txt"));
            byte[] state = [.. text.Split('\n').TakeWhile(line => line.Length > 0).SelectMany(Convert.FromHexString)];
            SupervisorSnapshot snapshot = Moments.Busy().Snapshot();
            Assert.True(Supervisor.TryRestore(new SupervisorSnapshot(state, snapshot.Definitions, snapshot.Init), out Supervisor? supervisor, out SnapshotProblem? problem), $"{problem}");
            Assert.Equal(Moments.Busy().Status(), supervisor.Status());
        }
    }

    /// <summary>The bytes, the definitions that belong to them, and the numbers that words have in them.</summary>
    private static string Text(SupervisorSnapshot snapshot)
    {
        StringBuilder text = new();
        foreach (byte[] line in snapshot.State.ToArray().Chunk(BytesInALine))
        {
            text.Append(Convert.ToHexString(line)).Append('\n');
        }

        text.Append('\n').AppendJoin(' ', snapshot.Definitions.Select(job => job.Name)).Append("\n\n");
        foreach (Type type in Enumerations())
        {
            IEnumerable<string> words = Enum.GetValues(type).Cast<object>()
                .Select(value => $"{Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)} {value}");
            text.Append(type.Name).Append(": ").AppendJoin(", ", words).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>All enumerations in fields of the state; their numbers are part of the format.</summary>
    private static IEnumerable<Type> Enumerations() => typeof(Supervisor).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Supervisor).Namespace)
        .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        .Select(field => Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType)
        .Where(type => type.IsEnum && type != typeof(Standing) && type != typeof(WaitKind))
        .Append(typeof(JobStimulus))
        .Append(typeof(LogLevel))
        .Distinct()
        .OrderBy(type => type.Name, StringComparer.Ordinal);
}
