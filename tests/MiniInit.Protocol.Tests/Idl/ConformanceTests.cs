using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>Whatever conforms to the interface is understood, and said again as it was.</summary>
public sealed class ConformanceTests
{
    private const int Rounds = 300;

    // What a call means if it is not said.
    private static readonly Dictionary<string, string> s_unsaid = new()
    {
        ["descriptors"] = "0",
        ["isTerminal"] = "false",
        ["properties"] = "[]",
        ["wait"] = "true",
        ["brief"] = "false",
        ["all"] = "false",
        ["retain"] = "false",
        ["follow"] = "false",
    };

    public static TheoryData<string> Methods => [.. IdlInterface.Control.Methods.Select(method => method.Name)];

    public static TheoryData<string> Errors => [.. IdlInterface.Control.Errors.Select(error => error.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Calls_are_understood_and_said_again(string name)
    {
        IdlMethod method = Method(name);
        for (int round = 0; round <= Rounds; round++)
        {
            JsonObject parameters = Asked(method, round);
            JsonNode said = Said(Frames.Of(Understood(method, parameters, round)));
            AssertEqual(round == 0 ? parameters : Meant(method, parameters), said, name, round);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Replies_are_understood_and_said_again(string name)
    {
        IdlMethod method = Method(name);
        ControlCall asked = Understood(method, Asked(method, 0), 0);
        for (int round = 0; round <= Rounds; round++)
        {
            JsonObject parameters = Made(method.Out, round, isCall: false);
            JsonObject frame = new() { ["parameters"] = parameters.DeepClone() };
            ControlReply reply = Frames.Reply(new Handwriting(round).Write(frame), asked);
            AssertEqual(WithoutNone(parameters), Said(Frames.Of(reply)), name, round);
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_are_understood_and_said_again(string name)
    {
        IdlError error = IdlInterface.Control.Errors.Single(one => one.Name == name);
        for (int round = 0; round <= Rounds; round++)
        {
            JsonObject parameters = Made(error.Fields, round, isCall: false);
            JsonObject frame = new()
            {
                ["error"] = $"{ControlInterface.Name}.{name}",
                ["parameters"] = parameters.DeepClone(),
            };
            ReplyRead read = Frames.ReadReply(new Handwriting(round).Write(frame), new ControlCall.GetVersion());
            string said = Frames.Of(Assert.IsType<ReplyRead.Error>(read).What);
            Assert.StartsWith($$"""{"error":"{{ControlInterface.Name}}.{{name}}",""", said, StringComparison.Ordinal);
            AssertEqual(WithoutNone(parameters), Said(said), name, round);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_call_without_something_that_must_be_there_is_refused(string name)
    {
        IdlMethod method = Method(name);
        foreach (IdlField field in method.In.Fields)
        {
            JsonObject parameters = Asked(method, 0);
            parameters.Remove(field.Name);

            // The instance belongs to the job, although neither has to be there.
            bool isNeeded = field.Type is not IdlType.Maybe
                || (field.Name == "job" && parameters.ContainsKey("instance"));
            CallRead read = Frames.ReadCall(Text.Call(name, parameters.ToJsonString()));
            if (isNeeded)
            {
                Assert.Equal(new CallRead.Refused(new ControlError.InvalidShape(field.Name), false), read);
            }
            else
            {
                Assert.IsType<CallRead.Call>(read);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_call_with_something_of_another_type_is_refused(string name)
    {
        IdlMethod method = Method(name);
        foreach (IdlField field in method.In.Fields)
        {
            foreach (string other in new[] { "\"no such word\"", "5", "true", "{}", "[]", "[5]", "[null]", "1.5" })
            {
                if (Conforms(field.Type, other))
                {
                    continue;
                }

                JsonObject parameters = Asked(method, 0);
                parameters[field.Name] = JsonNode.Parse(other);
                Assert.Equal(
                    new CallRead.Refused(new ControlError.InvalidShape(field.Name), false),
                    Frames.ReadCall(Text.Call(name, parameters.ToJsonString())));
            }
        }
    }

    private static bool Conforms(IdlType type, string json) => IdlInterface.Control.Resolve(type) switch
    {
        IdlType.Maybe maybe => Conforms(maybe.Of, json),
        IdlType.Plain { Name: "string" } => json.StartsWith('"'),
        IdlType.Plain { Name: "int" } => json == "5",
        IdlType.Plain { Name: "bool" } => json == "true",
        IdlType.Many => json == "[]",
        _ => false,
    };

    private static IdlMethod Method(string name) =>
        IdlInterface.Control.Methods.Single(method => method.Name == name);

    private static JsonObject Made(IdlType.Struct type, int round, bool isCall) =>
        new Conforming(IdlInterface.Control, round) { IsFull = round == 0, IsCall = isCall }.Fields(type);

    private static JsonObject Asked(IdlMethod method, int round)
    {
        JsonObject parameters = Made(method.In, round, isCall: true);
        if (parameters["job"] is null)
        {
            parameters.Remove("instance");
        }

        return parameters;
    }

    private static ControlCall Understood(IdlMethod method, JsonObject parameters, int round)
    {
        JsonObject frame = new()
        {
            ["parameters"] = parameters.DeepClone(),
            ["method"] = $"{ControlInterface.Name}.{method.Name}",
        };
        CallRead.Call call = Assert.IsType<CallRead.Call>(Frames.ReadCall(new Handwriting(round).Write(frame)));
        Assert.Equal(method.Name, call.Asked.GetType().Name);
        Assert.Equal($"{ControlInterface.Name}.{method.Name}", call.Method);
        return call.Asked;
    }

    private static JsonNode Said(string frame) => JsonNode.Parse(frame)!["parameters"]!;

    private static JsonObject WithoutNone(JsonObject fields) => new(fields
        .Where(field => field.Value is not null)
        .Select(field => KeyValuePair.Create(field.Key, WithoutNone(field.Value!))));

    private static JsonNode? WithoutNone(JsonNode node) => node switch
    {
        JsonObject fields => WithoutNone(fields),
        JsonArray entries => new JsonArray([.. entries.Select(entry => WithoutNone(entry!))]),
        _ => node.DeepClone(),
    };

    // What is left when everything is left away that goes without saying.
    private static JsonObject Meant(IdlMethod method, JsonObject parameters)
    {
        bool hasOwner = method.In.Fields.Any(field => field is { Name: "job", Type: IdlType.Maybe });
        JsonObject meant = WithoutNone(parameters);
        foreach (IdlField field in method.In.Fields.Where(field => field.Type is IdlType.Maybe))
        {
            string? said = meant[field.Name]?.ToJsonString();
            if (said is not null
                && (Unsaid(method, field.Name) == said
                    || (field.Name == "environment" && said == "[]")
                    || (field.Name == "instance" && hasOwner && said == "\"\"")))
            {
                meant.Remove(field.Name);
            }
        }

        return meant;
    }

    // Run alone is not waited for unless that is said.
    private static string? Unsaid(IdlMethod method, string field) =>
        (method.Name, field) == ("Run", "wait") ? "false" : s_unsaid.GetValueOrDefault(field);

    private static void AssertEqual(JsonNode expected, JsonNode said, string name, int round)
    {
        // Written and read once more, so that both are of the same kind inside.
        if (!JsonNode.DeepEquals(JsonNode.Parse(expected.ToJsonString()), said))
        {
            Assert.Fail($"{name}, round {round}:\n{expected.ToJsonString()}\n{said.ToJsonString()}");
        }
    }
}
