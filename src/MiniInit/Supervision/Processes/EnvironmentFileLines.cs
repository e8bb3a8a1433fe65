using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit.Supervision.Processes;

/// <summary>Reads the lines of an <c>env-file</c>.</summary>
/// <remarks>
/// <para>
/// What files for <c>docker --env-file</c> and for systemd's EnvironmentFile have in common is read as they do:
/// <c>NAME=value</c>, one a line; empty lines and those that begin with <c>#</c> or <c>;</c> are comments; blanks at
/// both ends of a line and around the <c>=</c> do not count; <c>export </c> before the name is passed over, and so is
/// a byte order mark. Nothing is expanded: a <c>$</c> is a dollar sign.
/// </para>
/// <para>
/// A value without quotes goes to the end of its line as it is, with every <c>#</c>, quote and backslash in it. One
/// that begins with <c>"</c> or <c>'</c> goes to the next such quote, over several lines if need be; behind it only a
/// comment may follow. Within <c>"</c> a backslash before <c>" \ $ `</c> takes their meaning away and is itself left
/// out; any other stays. The bytes of a value need not be UTF-8.
/// </para>
/// <para>
/// A line that is none of that is passed over with a warning, which never quotes the line: it may hold a password.
/// </para>
/// </remarks>
internal sealed class EnvironmentFileLines
{
    private readonly string _path;
    private readonly byte[] _content;
    private readonly EnvironmentTable _table;
    private readonly List<string> _warnings;
    private int _at;
    private int _line;
    private int _refused;

    private EnvironmentFileLines(string path, byte[] content, EnvironmentTable table, List<string> warnings)
    {
        _path = path;
        _content = content;
        _table = table;
        _warnings = warnings;
        _at = content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r"u8;

    /// <summary>Sets the variables of a file.</summary>
    /// <param name="path">Its path, for warnings.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="table">Where they are set.</param>
    /// <param name="warnings">Gets a sentence for each line that is passed over, up to a limit.</param>
    public static void Read(string path, byte[] content, EnvironmentTable table, List<string> warnings) =>
        new EnvironmentFileLines(path, content, table, warnings).Read();

    private void Read()
    {
        while (_at < _content.Length)
        {
            _line++;
            int start = _at;
            int length = _content.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? _content.Length : start + length;
            _at = end + 1;
            ReadLine(start, end);
        }

        if (_refused > ProcessLimits.LineWarnings)
        {
            int more = _refused - ProcessLimits.LineWarnings;
            _warnings.Add($"{more} more lines of the env-file {Escaped.Text(_path)} are passed over as well");
        }
    }

    private void ReadLine(int start, int end)
    {
        ReadOnlySpan<byte> line = _content.AsSpan(start, end - start).Trim(Blanks);
        if (line.IsEmpty || line[0] is (byte)'#' or (byte)';')
        {
            return;
        }

        int equals = line.IndexOf((byte)'=');
        if (equals < 0)
        {
            Refuse("there is no \"=\" in it");
            return;
        }

        ReadOnlySpan<byte> name = line[..equals].TrimEnd(Blanks);
        name = name.StartsWith("export "u8) || name.StartsWith("export\t"u8) ? name["export ".Length..] : name;
        if (!EnvironmentName.TryParse(Encoding.Latin1.GetString(name.TrimStart(Blanks)), out string variable, out _))
        {
            Refuse("what is before its \"=\" cannot be the name of a variable");
            return;
        }

        ReadOnlySpan<byte> value = line[(equals + 1)..].TrimStart(Blanks);
        if (value.IsEmpty || value[0] is not ((byte)'"' or (byte)'\''))
        {
            Set(variable, value);
            return;
        }

        int quote = start + _content.AsSpan(start).IndexOf((byte)'=') + 1;
        quote += _content.AsSpan(quote).IndexOfAnyExcept(Blanks);
        ReadQuoted(variable, quote);
    }

    private void ReadQuoted(string variable, int quote)
    {
        int close = FindClosing(quote);
        if (close < 0)
        {
            Refuse("the quote that its value begins with is not closed");
            return;
        }

        ReadOnlySpan<byte> rest = _content.AsSpan(close + 1);
        int length = rest.IndexOf((byte)'\n');
        rest = length < 0 ? rest : rest[..length];
        ReadOnlySpan<byte> tail = rest.Trim(Blanks);
        if (!tail.IsEmpty && !(tail[0] == (byte)'#' && Blanks.Contains(rest[0])))
        {
            Refuse("something follows the quote that closes its value");
            return;
        }

        ReadOnlySpan<byte> value = _content.AsSpan(quote + 1, close - quote - 1);
        Set(variable, _content[quote] == (byte)'"' ? Unescape(value) : value);
        _line += value.Count((byte)'\n');
        _at = close + 1 + rest.Length + 1;
    }

    private int FindClosing(int quote)
    {
        for (int at = quote + 1; at < _content.Length; at++)
        {
            if (_content[at] == _content[quote])
            {
                return at;
            }

            at += _content[quote] == (byte)'"' && IsEscape(_content.AsSpan(at)) ? 1 : 0;
        }

        return -1;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> value)
    {
        byte[] plain = new byte[value.Length];
        int length = 0;
        for (int at = 0; at < value.Length; at++)
        {
            at += IsEscape(value[at..]) ? 1 : 0;
            plain[length++] = value[at];
        }

        return plain[..length];
    }

    private static bool IsEscape(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'"' or (byte)'\\' or (byte)'$' or (byte)'`', ..];

    private void Set(string variable, ReadOnlySpan<byte> value)
    {
        if (value.Contains((byte)0))
        {
            Refuse("its value holds a NUL byte");
            return;
        }

        _table.Set(variable, value);
    }

    private void Refuse(string cause)
    {
        if (++_refused <= ProcessLimits.LineWarnings)
        {
            _warnings.Add($"the line {Escaped.Text(_path)}:{_line} of an env-file is passed over: {cause}");
        }
    }
}
