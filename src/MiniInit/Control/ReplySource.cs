using System;
using MiniInit.Protocol.Messages;
using MiniInit.Reexecution;

namespace MiniInit.Control;

/// <summary>
/// Where the replies of a call come from. It is asked for one when the replies of the calls before it are out and the
/// client has taken them: so nothing gathers for a client that does not read.
/// </summary>
internal abstract class ReplySource
{
    /// <summary>Gives what there is to say now.</summary>
    public abstract ReplyStep Next();

    /// <summary>Writes down how far it is, which a successor cannot tell by the call.</summary>
    /// <returns>
    /// False where there is nothing to go on with: it has an answer, which is told as soon as it is its turn and the client takes it.
    /// </returns>
    public virtual bool TrySave(CallState state) => false;

    /// <summary>Goes on where our predecessor was.</summary>
    public virtual void Resume(CallState state)
    {
    }

    /// <summary>The client is gone, or the call has been answered.</summary>
    public virtual void End()
    {
    }

    /// <summary>One reply that is made when it is its turn.</summary>
    public static ReplySource Of(Func<ReplyStep> make) => new Made(make);

    /// <summary>One reply that is known.</summary>
    public static ReplySource Of(ControlReply reply) => Of(() => new ReplyStep.Told(reply, Continues: false));

    /// <summary>An error.</summary>
    public static ReplySource Of(ControlError error) => Of(() => new ReplyStep.Failed(error));

    private sealed class Made(Func<ReplyStep> make) : ReplySource
    {
        public override ReplyStep Next() => make();
    }
}
