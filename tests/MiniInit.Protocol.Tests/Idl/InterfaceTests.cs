using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>The interface and the code have the same things, neither more than the other.</summary>
public sealed class InterfaceTests
{
    private static readonly Dictionary<string, Type> s_types = new()
    {
        ["Instance"] = typeof(InstanceInfo),
        ["Helper"] = typeof(HelperInfo),
        ["Result"] = typeof(ResultInfo),
        ["Failure"] = typeof(FailureInfo),
        ["Process"] = typeof(ProcessInfo),
        ["LogLine"] = typeof(LogLine),
        ["InstanceStatus"] = typeof(StatusInfo),
        ["Configuration"] = typeof(ConfigurationInfo),
        ["Problem"] = typeof(ProblemInfo),
        ["InstanceName"] = typeof(InstanceName),
    };

    private static readonly IdlInterface s_control = IdlInterface.Control;
    private static readonly IdlInterface s_service = IdlReader.Read(ControlInterface.ServiceText);

    [Fact]
    public void The_text_that_is_compiled_in_is_that_of_the_documentation()
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", "org.miniinit.Control.varlink");
        Assert.Equal(ControlInterface.Text, File.ReadAllText(path));
        Assert.Equal(ControlInterface.Name, s_control.Name);
        Assert.Equal(ControlInterface.ServiceName, s_service.Name);
        Assert.Equal(ControlInterface.Text, ControlInterface.TextOf("org.miniinit.Control"));
        Assert.Equal(ControlInterface.ServiceText, ControlInterface.TextOf("org.varlink.service"));
        Assert.Null(ControlInterface.TextOf("org.miniinit"));
    }

    [Fact]
    public void The_text_tells_the_limits()
    {
        Assert.Contains($"at most {ProtocolLimits.CallBytes} bytes", ControlInterface.Text);
        Assert.Contains($"up to {ProtocolLimits.CallsInFlight};", ControlInterface.Text);
    }

    [Fact]
    public void Every_method_is_a_call_and_every_call_is_a_method() =>
        AssertSame(
            s_control.Methods.Concat(s_service.Methods).Select(method => method.Name),
            Cases(typeof(ControlCall)).Select(type => type.Name));

    [Fact]
    public void Every_error_is_in_the_code_and_every_one_of_the_code_in_the_interface() =>
        AssertSame(
            [
                .. s_control.Errors.Select(error => error.Name),
                "MethodNotFound", "InterfaceNotFound", "InvalidShape", "ExpectedMore",
            ],
            Cases(typeof(ControlError)).Select(type => type.Name));

    [Fact]
    public void Errors_of_Varlink_are_as_Varlink_has_them()
    {
        string[] names =
        [
            ErrorNames.MethodNotFound, ErrorNames.InterfaceNotFound, ErrorNames.InvalidShape, ErrorNames.ExpectedMore,
        ];
        Assert.All(names, name => Assert.Contains(
            name, s_service.Errors.Select(error => $"{ControlInterface.ServiceName}.{error.Name}")));
    }

    [Fact]
    public void Every_type_is_a_record_with_as_many_properties_as_it_has_fields()
    {
        AssertSame(s_control.Types.Keys, s_types.Keys);
        foreach ((string name, Type type) in s_types)
        {
            // That each field has its place is what ConformanceTests show; so no property is left over.
            Assert.Equal((name, Width((IdlType.Struct)s_control.Types[name])), (name, Width(type)));
        }
    }

    [Fact]
    public void Every_record_of_the_messages_is_known_here()
    {
        Type[] parts = [typeof(Target), typeof(Waiting)];
        Type[] messages = [typeof(ControlCall), typeof(ControlReply), typeof(ControlError)];
        AssertSame(
            s_types.Values.Concat(parts).Concat(messages).Select(type => type.Name),
            typeof(ControlCall).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(ControlCall).Namespace && !type.IsNested)
                .Select(type => type.Name));
    }

    [Fact]
    public void Every_call_has_as_many_properties_as_its_method_has_parameters() =>
        Assert.All(
            s_control.Methods.Concat(s_service.Methods),
            method => Assert.Equal(Width(method.In), Width(Case(typeof(ControlCall), method.Name))));

    [Fact]
    public void Every_error_has_as_many_properties_as_it_tells() =>
        Assert.All(
            s_control.Errors,
            error => Assert.Equal(Width(error.Fields), Width(Case(typeof(ControlError), error.Name))));

    [Fact]
    public void Every_reply_answers_a_method_and_has_as_many_properties_as_it_tells()
    {
        HashSet<Type> answers = [];
        foreach (IdlMethod method in s_control.Methods.Concat(s_service.Methods))
        {
            IdlInterface home = s_control.Methods.Contains(method) ? s_control : s_service;
            string said = new Conforming(home, 1) { IsFull = true, IsCall = true }.Fields(method.In).ToJsonString();
            string name = $"{home.Name}.{method.Name}";
            ControlCall asked = Frames.Call($$"""{"method":"{{name}}","parameters":{{said}}}""");
            string told = new Conforming(home, 1) { IsFull = true }.Fields(method.Out).ToJsonString();
            Type reply = Frames.Reply($$"""{"parameters":{{told}}}""", asked).GetType();
            Assert.Equal((method.Name, Width(method.Out)), (method.Name, Width(reply)));
            answers.Add(reply);
        }

        AssertSame(Cases(typeof(ControlReply)).Select(type => type.Name), answers.Select(type => type.Name));
    }

    [Fact]
    public void Every_word_of_a_choice_is_in_the_code_and_every_one_of_the_code_in_the_interface()
    {
        Dictionary<string, string[]> words = new()
        {
            ["Instance.goal"] = [.. Choices.Goals],
            ["Instance.state"] = [.. Choices.States],
            ["Helper.role"] = [.. Choices.Roles],
            ["Configuration.type"] = [.. Choices.JobTypes],
            ["Problem.level"] = [.. Choices.Levels],
            ["GetVersion.mode"] = [.. Choices.Modes],
            ["GetLogLevel.level"] = [.. Choices.Levels],
            ["SetLogLevel.level"] = [.. Choices.Levels],
            ["Shutdown.action"] = [.. Choices.Actions],
        };
        Dictionary<string, string[]> found = [];
        IEnumerable<(string Name, IdlType Type)> places = s_control.Types.Select(type => (type.Key, type.Value))
            .Concat(s_control.Methods.Select(method => (method.Name, (IdlType)method.In)))
            .Concat(s_control.Methods.Select(method => (method.Name, (IdlType)method.Out)))
            .Concat(s_control.Errors.Select(error => (error.Name, (IdlType)error.Fields)));
        foreach ((string name, IdlType type) in places)
        {
            foreach (IdlField field in Assert.IsType<IdlType.Struct>(type).Fields)
            {
                IdlType bare = field.Type is IdlType.Maybe maybe ? maybe.Of : field.Type;
                if (bare is IdlType.Choice choice)
                {
                    found.Add($"{name}.{field.Name}", [.. choice.Words]);
                }
            }
        }

        Assert.Equivalent(words, found, strict: true);
    }

    private static int Width(IdlType.Struct type) => type.Fields.Count;

    // A call says what its parts say, and so does the error Failed: only lists of them are objects on the wire.
    private static int Width(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(property => property.Name != nameof(Target.IsWholeJob))
        .Sum(property => IsInline(type, property.PropertyType) ? Width(property.PropertyType) : 1);

    private static bool IsInline(Type of, Type part) =>
        part == typeof(Target) || part == typeof(Waiting)
        || (part == typeof(InstanceName) && of.DeclaringType == typeof(ControlCall))
        || (part == typeof(FailureInfo) && of == typeof(ControlError.Failed));

    private static IEnumerable<Type> Cases(Type hierarchy) =>
        hierarchy.GetNestedTypes().Where(type => type.IsSubclassOf(hierarchy));

    private static Type Case(Type hierarchy, string name) => Cases(hierarchy).Single(type => type.Name == name);

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
}
