using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells and changes the environment that jobs get.</summary>
internal static class EnvironmentActions
{
    /// <summary><c>get-env</c>.</summary>
    public static int Get(Invocation invocation, EnvironmentScope scope, string name) =>
        OneCall.Run(
            invocation,
            new Step(new ControlCall.GetEnvironment(name, scope.Of), new Deed("tell", TerminalText.Escape(name)))
            {
                Tell = reply => Print(((ControlReply.Value)reply).Text),
            });

    /// <summary><c>list-env</c>.</summary>
    public static int List(Invocation invocation, EnvironmentScope scope) =>
        OneCall.Run(invocation, new Step(new ControlCall.ListEnvironment(scope.Of), new Deed("list", scope.Title))
        {
            Tell = reply =>
            {
                foreach (string variable in ((ControlReply.Environment)reply).All)
                {
                    Print(variable);
                }
            },
        });

    /// <summary><c>set-env</c>. A name without a value is set to nothing, as initctl has it.</summary>
    public static int Set(Invocation invocation, EnvironmentScope scope, IReadOnlyList<string> variables, bool retains)
    {
        if (variables.FirstOrDefault(variable => variable.Length == 0 || variable[0] == '=') is string wrong)
        {
            return Misuse.Complain(invocation, $"cannot set {Quotation.Of(wrong)}: write NAME=value", "set-env");
        }

        string[] pairs = [.. variables.Select(variable =>
            variable.Contains('=', System.StringComparison.Ordinal) ? variable : variable + "=")];
        return OneCall.Run(invocation, new Step(
            new ControlCall.SetEnvironment(pairs, retains, scope.Of), new Deed("change", scope.Title)));
    }

    /// <summary><c>unset-env</c>.</summary>
    public static int Unset(Invocation invocation, EnvironmentScope scope, IReadOnlyList<string> names) =>
        OneCall.Run(invocation, new Step(
            new ControlCall.UnsetEnvironment(names, scope.Of), new Deed("change", scope.Title)));

    /// <summary><c>reset-env</c>.</summary>
    public static int Reset(Invocation invocation, EnvironmentScope scope) =>
        OneCall.Run(invocation, new Step(new ControlCall.ResetEnvironment(scope.Of), new Deed("reset", scope.Title)));

    /// <summary>A program gets the value as it is.</summary>
    private static void Print(string text) => Terminal.WriteLine(Terminal.IsOutput ? TerminalText.Escape(text) : text);
}
