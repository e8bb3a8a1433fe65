using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>
/// Reads Varlink's interface language, by the grammar of https://varlink.org/Interface-Definition. Maps are left out.
/// </summary>
internal sealed class IdlReader
{
    private static readonly Regex s_token = new(
        @"\G(?:[\s]|#[^\n]*\n)*(?<token>->|\[\]|[():,?]|[A-Za-z][A-Za-z0-9_.-]*|$)", RegexOptions.Singleline);

    private static readonly Regex s_interfaceName = new(
        @"^[A-Za-z](-*[A-Za-z0-9])*(\.[A-Za-z0-9](-*[A-Za-z0-9])*)+$");

    private static readonly Regex s_typeName = new("^[A-Z][A-Za-z0-9]*$");
    private static readonly Regex s_fieldName = new("^[A-Za-z](_?[A-Za-z0-9])*$");
    private static readonly HashSet<string> s_plain = ["bool", "int", "float", "string", "object"];

    private readonly string _text;
    private int _at;
    private string _token = "";

    private IdlReader(string text)
    {
        _text = text;
        Next();
    }

    public static IdlInterface Read(string text)
    {
        IdlReader reader = new(text);
        reader.Take("interface");
        IdlInterface read = new(reader.TakeName(s_interfaceName));
        while (reader._token.Length > 0)
        {
            reader.Member(read);
        }

        Check(read);
        return read;
    }

    private void Member(IdlInterface into)
    {
        string kind = _token;
        Next();
        string name = TakeName(s_typeName);
        switch (kind)
        {
            case "type":
                into.Types.Add(name, Braces());
                break;
            case "error":
                into.Errors.Add(new IdlError(name, Struct()));
                break;
            case "method":
                IdlType.Struct asked = Struct();
                Take("->");
                into.Methods.Add(new IdlMethod(name, asked, Struct()));
                break;
            default:
                throw Wrong("type, error or method");
        }
    }

    private IdlType Type()
    {
        if (TryTake("?"))
        {
            return _token == "?" ? throw Wrong("one question mark") : new IdlType.Maybe(Type());
        }

        if (TryTake("[]"))
        {
            return new IdlType.Many(Type());
        }

        if (_token == "(")
        {
            return Braces();
        }

        string name = _token;
        Next();
        return s_plain.Contains(name) ? new IdlType.Plain(name)
            : s_typeName.IsMatch(name) ? new IdlType.Named(name)
            : throw Wrong("a type");
    }

    private IdlType.Struct Struct() => Braces() as IdlType.Struct ?? throw Wrong("fields");

    // Fields, or the words of a choice: which, the token behind the first name tells.
    private IdlType Braces()
    {
        Take("(");
        List<IdlField> fields = [];
        List<string> words = [];
        while (!TryTake(")"))
        {
            if (fields.Count + words.Count > 0)
            {
                Take(",");
            }

            string name = TakeName(s_fieldName);
            if (words.Count == 0 && TryTake(":"))
            {
                fields.Add(new IdlField(name, Type()));
            }
            else if (fields.Count == 0)
            {
                words.Add(name);
            }
            else
            {
                throw Wrong("a colon");
            }
        }

        if (words.Concat(fields.Select(field => field.Name)).GroupBy(name => name).Any(same => same.Count() > 1))
        {
            throw Wrong("different names before it");
        }

        return words.Count > 0 ? new IdlType.Choice(words) : new IdlType.Struct(fields);
    }

    // Every name that is used is there, and no member is there twice.
    private static void Check(IdlInterface read)
    {
        string[] members = [.. read.Types.Keys, .. read.Methods.Select(method => method.Name),
            .. read.Errors.Select(error => error.Name)];
        string? twice = members.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new InvalidDataException($"{twice} is there twice");
        }

        IEnumerable<IdlType> all = read.Types.Values
            .Concat(read.Methods.SelectMany(method => new[] { method.In, method.Out }))
            .Concat(read.Errors.Select(error => error.Fields));
        foreach (IdlType.Named named in all.SelectMany(Within).OfType<IdlType.Named>())
        {
            if (!read.Types.ContainsKey(named.Name))
            {
                throw new InvalidDataException($"there is no type {named.Name}");
            }
        }
    }

    private static IEnumerable<IdlType> Within(IdlType type) => type switch
    {
        IdlType.Struct fields => fields.Fields.SelectMany(field => Within(field.Type)),
        IdlType.Many many => Within(many.Of),
        IdlType.Maybe maybe => Within(maybe.Of),
        _ => [type],
    };

    private void Next()
    {
        Match match = s_token.Match(_text, _at);
        _token = match.Success ? match.Groups["token"].Value : throw Wrong("something that is known");
        _at += match.Length;
    }

    private bool TryTake(string token)
    {
        if (_token != token)
        {
            return false;
        }

        Next();
        return true;
    }

    private void Take(string token)
    {
        if (!TryTake(token))
        {
            throw Wrong(token);
        }
    }

    private string TakeName(Regex form)
    {
        string name = _token;
        if (!form.IsMatch(name))
        {
            throw Wrong("a name");
        }

        Next();
        return name;
    }

    private InvalidDataException Wrong(string expected) =>
        new($"line {_text[.._at].Count(c => c == '\n') + 1}: {expected} expected, found \"{_token}\"");
}
