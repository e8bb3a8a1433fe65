using System;

namespace MiniInit.Ctl.Tracing;

/// <summary>What is to be traced, and how.</summary>
/// <param name="Command">The command and its arguments, one or more.</param>
/// <param name="File">Where the trace is written; null: to standard error.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Follow">How long what outlives the command is followed.</param>
internal sealed record TraceRequest(string[] Command, string? File, TraceForm Form, TimeSpan Follow);
