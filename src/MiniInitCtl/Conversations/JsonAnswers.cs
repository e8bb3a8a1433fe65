using System.Collections.Generic;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Rendering;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Conversations;

/// <summary>Answers for programs, as they came.</summary>
internal sealed class JsonAnswers(JsonForm form)
{
    private readonly List<ControlReply> _parts = [];
    private bool _hasAny;

    /// <summary>Takes a reply. One that comes in parts is put together, if it is to be a document.</summary>
    public void Add(ControlCall call, Answer.Reply reply)
    {
        if (form == JsonForm.Lines)
        {
            Print(reply.Json);
            return;
        }

        if (reply.Continues || _parts.Count > 0)
        {
            _parts.Add(reply.Told);
        }

        if (reply.Continues)
        {
            return;
        }

        Print(_parts.Count == 0 ? reply.Json : JoinedReply.Of(call, _parts));
        _parts.Clear();
    }

    /// <summary>Takes an error.</summary>
    public void Add(Answer.Error error)
    {
        _parts.Clear();
        Print(error.Json);
    }

    /// <summary>Ends the document.</summary>
    public void End()
    {
        if (form == JsonForm.List)
        {
            Terminal.Write(_hasAny ? "]\n" : "[]\n");
        }
    }

    private void Print(byte[] json)
    {
        if (form == JsonForm.List)
        {
            Terminal.Write(_hasAny ? "," : "[");
        }

        _hasAny = true;
        Terminal.Write(form == JsonForm.List ? json : [.. json, (byte)'\n']);
    }
}
