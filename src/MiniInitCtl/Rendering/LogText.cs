using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Rendering;

/// <summary>The output of jobs: harmless on a terminal, byte for byte elsewhere.</summary>
/// <param name="isForTerminal">Whether what could steer a terminal is escaped.</param>
/// <param name="withNames">Whether each line tells whose it is. Those of named instances always do.</param>
/// <param name="withTimes">Whether each line tells when it came.</param>
internal sealed class LogText(bool isForTerminal, bool withNames, bool withTimes)
{
    private readonly ArrayBufferWriter<byte> _output = new();

    /// <summary>Whose line has no end yet; null: nobody's.</summary>
    private InstanceName? _open;

    /// <summary>Gives the bytes for some lines, valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(IReadOnlyList<LogLine> lines)
    {
        _output.ResetWrittenCount();
        foreach (LogLine line in lines)
        {
            Add(line);
        }

        return _output.WrittenSpan;
    }

    private void Add(LogLine line)
    {
        InstanceName name = new(line.Job, line.Instance);
        if (_open is not null && _open != name)
        {
            Write("\n");
            _open = null;
        }

        if (_open is null)
        {
            Write(withTimes ? Ago.Iso(line.Time) + " " : "");
            Write(withNames || line.Instance.Length > 0 ? JobTitle.Of(line.Job, line.Instance) + " | " : "");
        }

        if (isForTerminal)
        {
            Write(TerminalText.Escape(line.Text, keepsTabs: true));
        }
        else if (line.Raw is IReadOnlyList<byte> raw)
        {
            _output.Write((byte[])[.. raw]);
        }
        else
        {
            Write(line.Text);
        }

        _open = line.IsPiece ? name : null;
        Write(line.IsPiece ? "" : "\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _output);
}
