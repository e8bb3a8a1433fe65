using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>Makes up values that conform to a type of the interface.</summary>
internal sealed class Conforming(IdlInterface of, int seed)
{
    // Times and counts of bytes; all other numbers of replies are pids, codes and the like.
    private static readonly HashSet<string> s_long =
        ["at", "since", "nextAttempt", "time", "startedAt", "lost"];

    // What numbers calls take: what lies outside is refused with a sentence.
    private static readonly Dictionary<string, long> s_mostOfCall = new()
    {
        ["lines"] = int.MaxValue,
        ["timeout"] = ProtocolLimits.TimeoutMs,
        ["since"] = ProtocolLimits.LatestTime,
        ["exitCode"] = byte.MaxValue,
        ["descriptors"] = ProtocolLimits.Descriptors,
    };

    private readonly Random _random = new(seed);

    /// <summary>Whether "wait" is what holds without it: of all calls that have it but Run.</summary>
    private bool _waits = true;

    /// <summary>Whether everything that need not be there is, and nothing is as it would be if it were not.</summary>
    public bool IsFull { get; init; }

    /// <summary>Whether it is for a call.</summary>
    public bool IsCall { get; init; }

    public JsonObject Fields(IdlType.Struct type)
    {
        JsonObject made = [];
        _waits = !type.Fields.Any(field => field.Name == "descriptors");
        IEnumerable<IdlField> fields = IsFull ? type.Fields : type.Fields.OrderBy(_ => _random.Next());
        foreach (IdlField field in fields)
        {
            if (field.Type is not IdlType.Maybe maybe)
            {
                made[field.Name] = Value(field.Name, field.Type);
            }
            else if (IsFull || _random.Next(2) == 0)
            {
                made[field.Name] = Value(field.Name, maybe.Of);
            }
            else if (_random.Next(2) == 0)
            {
                made[field.Name] = null;
            }
        }

        return made;
    }

    private JsonNode Value(string name, IdlType type) => of.Resolve(type) switch
    {
        IdlType.Plain { Name: "bool" } => IsFull ? name != "wait" || !_waits : _random.Next(2) == 0,
        IdlType.Plain { Name: "int" } => Number(name),
        IdlType.Plain { Name: "string" } => name == "raw" ? Convert.ToBase64String(Bytes()) : Letters(),
        IdlType.Choice choice => choice.Words[_random.Next(choice.Words.Count)],
        IdlType.Struct fields => Fields(fields),
        IdlType.Many many => new JsonArray(
            [.. Enumerable.Range(0, _random.Next(IsFull ? 1 : 0, 4)).Select(_ => Value(name, many.Of))]),
        _ => throw new NotSupportedException($"{type}"),
    };

    private long Number(string name)
    {
        long most = IsCall ? s_mostOfCall[name] : s_long.Contains(name) ? long.MaxValue : int.MaxValue;
        long least = IsCall ? 0 : -most - 1;
        return _random.Next(6) switch
        {
            0 => least,
            1 => most,
            2 => 0,
            3 => Math.Min(most, _random.Next(300)),
            _ => _random.NextInt64(least, most),
        };
    }

    private byte[] Bytes()
    {
        byte[] bytes = new byte[_random.Next(20)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Letters()
    {
        StringBuilder letters = new();
        for (int count = _random.Next(IsFull ? 1 : 0, 12); count > 0; count--)
        {
            int letter = _random.Next(5) switch
            {
                0 => _random.Next(0x20),
                1 => _random.Next(0x10000),
                2 => _random.Next(0x10000, 0x110000),
                _ => _random.Next(0x20, 0x7F),
            };
            letters.Append(Rune.IsValid(letter) ? new Rune(letter) : Rune.ReplacementChar);
        }

        return letters.ToString();
    }
}
