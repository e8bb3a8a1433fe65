using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Values;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Conversations;

/// <summary>
/// Asks init step by step, on one connection and without waiting in between, and tells answers as they come.
/// </summary>
internal sealed class Conversation(Invocation invocation, InitConnection connection)
{
    /// <summary>When a stream has been listened to for long enough, by the machine's count of milliseconds.</summary>
    private readonly long? _streamEnd = invocation.Timeout is TimeSpan span
        ? Environment.TickCount64 + (long)span.TotalMilliseconds
        : null;

    /// <summary>Who passes the time while an answer is waited for; null: nobody.</summary>
    public Patience? Patience { get; init; }

    /// <summary>How answers are printed for programs.</summary>
    public JsonForm Form { get; init; }

    /// <summary>Does all steps.</summary>
    /// <returns>The worst of their codes.</returns>
    public int Run(IReadOnlyList<Step> steps)
    {
        List<Step> all = [.. steps];
        JsonAnswers? json = invocation.AsJson ? new JsonAnswers(Form) : null;
        int code = ExitCode.Ok;
        int sent = 0;
        for (int at = 0; at < all.Count; at++)
        {
            for (; sent < all.Count && sent - at < ProtocolLimits.CallsInFlight; sent++)
            {
                connection.Send(all[sent].Call, all[sent].WantsMore);
            }

            Step step = all[at];
            bool goesOn;
            int one;
            do
            {
                Answer answer = Await(step);
                Patience?.Clear();
                (one, goesOn) = Take(step, answer, json, all);
                code = ExitCode.Worse(code, one);
                if (answer is Answer.Lost or Answer.Over)
                {
                    json?.End();
                    return code;
                }
            }
            while (goesOn);
        }

        json?.End();
        return code;
    }

    private Answer Await(Step step)
    {
        if (step.IsStream)
        {
            int heard = _streamEnd is long end
                ? (int)Math.Clamp(end - Environment.TickCount64, 0, int.MaxValue)
                : -1;
            return connection.Receive(heard) ?? new Answer.Over();
        }

        int limit = step.LimitMs ?? UsualLimitMs;
        if (Patience is null)
        {
            return connection.Receive(limit) ?? Late(limit);
        }

        long last = Environment.TickCount64 + limit;
        int slice = Patience.BeginMs;
        while (true)
        {
            int left = limit < 0 ? int.MaxValue : (int)Math.Max(0, last - Environment.TickCount64);
            int wait = slice >= 0 ? Math.Min(slice, left) : limit < 0 ? -1 : left;
            if (connection.Receive(wait) is Answer answer)
            {
                return answer;
            }

            if (left == 0)
            {
                return Late(limit);
            }

            slice = Patience.Tick();
        }
    }

    private int UsualLimitMs => invocation.Timeout is TimeSpan span
        ? (int)Math.Min(span.TotalMilliseconds, int.MaxValue)
        : CtlLimits.AnswerMs;

    private static Answer.Lost Late(int limit) => new(
        $"init gave no answer within {Duration.Format(TimeSpan.FromMilliseconds(limit))}", ExitCode.Error);

    private (int Code, bool GoesOn) Take(Step step, Answer answer, JsonAnswers? json, List<Step> all)
    {
        switch (answer)
        {
            case Answer.Reply reply when json is null || step.IsOwn:
                step.Tell(reply.Told);
                return (step.Judge(reply.Told), reply.Continues);
            case Answer.Reply reply:
                json.Add(step.Call, reply);
                return (step.Judge(reply.Told), reply.Continues);
            case Answer.Error error:
                return (TakeError(step, error, json, all), false);
            case Answer.Over:
            case Answer.Lost when step.EndsInit:
                return (ExitCode.Ok, false);
            case Answer.Lost lost:
                invocation.Complain($"cannot {step.Deed}: {lost.Sentence}");
                return (lost.Code, false);
            default:
                throw new UnreachableException(answer.GetType().Name);
        }
    }

    private int TakeError(Step step, Answer.Error error, JsonAnswers? json, List<Step> all)
    {
        bool isExcused = step.Excuses(error.What);
        json?.Add(error);
        if (json is null && step.Instead?.Invoke(error.What) is Step instead)
        {
            // Its answer has the last word: the code as well.
            all.Add(instead);
            return ExitCode.Ok;
        }

        if (!isExcused)
        {
            invocation.Complain(invocation.IsCompatible
                ? CompatText.Of(error.What, step.Deed, state: null)
                : ErrorText.Of(error.What, step.Deed));
        }

        return isExcused ? ExitCode.Ok : ErrorCode.Of(error.What, step.WantsRunning);
    }
}
