using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Reexecution;

namespace MiniInit.Tests.Reexecution;

/// <summary>What init writes down for its successor reads as the same, and nothing of it is believed.</summary>
public sealed class StateFileTests
{
    [Fact]
    public void Every_field_of_every_record_reads_as_it_was_written()
    {
        InitState state = Filled();

        InitState? read = StateFile.TryRead(StateFile.Write(state).ToArray(), out string problem);

        Assert.Equal("", problem);
        Assert.Equal(Told(state), Told(read!));
        Assert.True(Told(state).Count > 100, "records have fields");
    }

    [Fact]
    public void What_was_not_set_has_its_usual_value()
    {
        InitState? read = StateFile.TryRead(StateFile.Write(new InitState()).ToArray(), out _);

        Assert.Equal(Told(new InitState()), Told(read!));
    }

    [Fact]
    public void Damage_at_every_byte_is_told_or_harmless()
    {
        byte[] whole = StateFile.Write(Filled()).ToArray();
        Random random = new(7);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)random.Next(1, 256);
            Look(damaged);
            Look(whole.AsMemory(0, at));
        }
    }

    [Fact]
    public void A_supervisor_and_its_definitions_come_back()
    {
        Supervisor supervisor = new(1);
        JobDefinition web = new("web") { Command = new JobCommand.Program(["sleep", "1000"]), Description = "a \"web\" ünd more" };
        JobDefinition many = new("xargs") { Command = new JobCommand.Program([.. Enumerable.Repeat("x", 4000)]) };
        InitDefinition init = new() { ExitWhenIdle = true, LogFolder = "/var/log/x" };
        _ = supervisor.Handle(new SupervisorInput.Configured(init, [web, many], []), TimeSpan.FromSeconds(1));
        InitState state = new() { Supervisor = supervisor.Snapshot().State, Init = MiniInit.Config.JobConfiguration.Print(init) };
        Definitions.Save(state, supervisor.Snapshot().Definitions, null);

        InitState read = StateFile.TryRead(StateFile.Write(state).ToArray(), out _)!;
        Supervisor? again = StateFile.TryRestore(read, null, out IReadOnlyList<JobDefinition> definitions, out string problem);

        Assert.Equal("", problem);
        Assert.Equal([web, many], definitions);
        Assert.Equal(init, Definitions.TryReadInit(read));
        Assert.Equal(supervisor.Status().Select(one => one.ToString()), again!.Status().Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("web = [")]
    [InlineData("exec = [\"true\"]\nrespwan = 1\n")]
    public void A_definition_that_cannot_be_read_is_named(string text)
    {
        InitState state = new();
        state.Definitions.Add(new DefinitionState { Name = "web", Text = text });

        Assert.Null(StateFile.TryRestore(state, null, out _, out string problem));
        Assert.StartsWith("cannot read the definition of web: ", problem);
    }

    [Fact]
    public void What_refers_to_nothing_is_refused()
    {
        InitState state = new();
        state.Lineage.Children.Add(new ChildState { Definition = 0, Invocation = 0 });

        Assert.Null(StateFile.TryRestore(state, null, out _, out string problem));
        Assert.Equal("it refers to what is not there", problem);
    }

    [Fact]
    public void Another_version_is_told_by_its_number()
    {
        byte[] bytes = StateFile.Write(new InitState()).ToArray();
        bytes[5] += 2;

        Assert.Null(StateFile.TryRead(bytes, out string problem));
        Assert.Equal($"it is of version {StateFile.Version + 1}, and this program reads version {StateFile.Version}", problem);
    }

    private static void Look(ReadOnlyMemory<byte> bytes)
    {
        if (StateFile.TryRead(bytes, out string problem) is not InitState state)
        {
            Assert.NotEqual("", problem);
        }
        else
        {
            _ = StateFile.TryRestore(state, null, out _, out _);
        }
    }

    /// <summary>A state in which no field has its usual value, and each list two.</summary>
    private static InitState Filled()
    {
        int number = 2;
        InitState state = new();
        Fill(state, ref number);
        return state;
    }

    private static void Fill(StateRecord record, ref int number)
    {
        foreach (FieldInfo field in FieldsOf(record))
        {
            number++;
            switch (field.GetValue(record))
            {
                case StateRecord inner:
                    Fill(inner, ref number);
                    break;
                case List<long> numbers:
                    numbers.AddRange([number, -number]);
                    break;
                case List<string> texts:
                    texts.AddRange([$"text {number}", ""]);
                    break;
                case List<StateRecord> records:
                    Fill(records, record, field, ref number);
                    break;
                default:
                    field.SetValue(record, ValueOf(field.FieldType, number));
                    break;
            }
        }
    }

    /// <summary>What kind of record a list has is found by reading one: the bytes of a record without fields do for each kind.</summary>
    private static void Fill(List<StateRecord> records, StateRecord owner, FieldInfo field, ref int number)
    {
        Type kind = s_kinds[(owner.GetType(), field.Name)];
        for (int i = 0; i < 2; i++)
        {
            StateRecord one = (StateRecord)Activator.CreateInstance(kind)!;
            Fill(one, ref number);
            records.Add(one);
        }
    }

    private static readonly Dictionary<(Type, string), Type> s_kinds = new()
    {
        [(typeof(LineageState), nameof(LineageState.Invocations))] = typeof(InvocationState),
        [(typeof(LineageState), nameof(LineageState.Children))] = typeof(ChildState),
        [(typeof(LineageState), nameof(LineageState.Orphans))] = typeof(OrphanState),
        [(typeof(LineageState), nameof(LineageState.Inherited))] = typeof(OrphanState),
        [(typeof(LineageState), nameof(LineageState.Named))] = typeof(NamedState),
        [(typeof(LineageState), nameof(LineageState.Remainders))] = typeof(RemainderState),
        [(typeof(LineageState), nameof(LineageState.Searches))] = typeof(SearchState),
        [(typeof(OutputsState), nameof(OutputsState.Instances))] = typeof(OutputState),
        [(typeof(OutputState), nameof(OutputState.Streams))] = typeof(StreamState),
        [(typeof(ControlState), nameof(ControlState.Clients))] = typeof(ClientState),
        [(typeof(ClientState), nameof(ClientState.Calls))] = typeof(CallState),
        [(typeof(CallState), nameof(CallState.Places))] = typeof(PlaceState),
        [(typeof(InitState), nameof(InitState.Definitions))] = typeof(DefinitionState),
        [(typeof(InitState), nameof(InitState.Runs))] = typeof(RunState),
    };

    private static object ValueOf(Type type, int number) =>
        type == typeof(int) ? number
        : type == typeof(long) || type == typeof(long?) ? (long)number
        : type == typeof(ulong) ? (ulong)number
        : type == typeof(bool) ? true
        : type == typeof(string) ? $"text {number}"
        : type == typeof(TimeSpan?) ? TimeSpan.FromTicks(number)
        : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>([(byte)number, 0, 255])
        : throw new InvalidOperationException($"no value for {type}");

    private static List<string> Told(StateRecord record, string path = "")
    {
        List<string> told = [];
        foreach (FieldInfo field in FieldsOf(record))
        {
            string name = $"{path}.{field.Name}";
            switch (field.GetValue(record))
            {
                case StateRecord inner:
                    told.AddRange(Told(inner, name));
                    break;
                case List<StateRecord> records:
                    told.AddRange(records.SelectMany((one, i) => Told(one, $"{name}[{i}]")));
                    break;
                case List<long> numbers:
                    told.Add($"{name} = {string.Join(' ', numbers)}");
                    break;
                case List<string> texts:
                    told.Add($"{name} = {string.Join('|', texts)}");
                    break;
                case ReadOnlyMemory<byte> bytes:
                    told.Add($"{name} = {Convert.ToHexString(bytes.Span)}");
                    break;
                case var value:
                    told.Add($"{name} = {value}");
                    break;
            }
        }

        return told;
    }

    private static IEnumerable<FieldInfo> FieldsOf(StateRecord record) =>
        record.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).OrderBy(field => field.MetadataToken);
}
