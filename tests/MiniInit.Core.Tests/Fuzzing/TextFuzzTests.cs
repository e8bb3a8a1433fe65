using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Addresses;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Expansions;
using MiniInit.Core.Notifications;
using MiniInit.Core.Schedules;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Fuzzing;

/// <summary>
/// Real texts of each small language, damaged: each is read, and means the same when it is printed and read again, or
/// is an error with a place in it. None takes more memory than it is long. The seeds are fixed: a failure comes again.
/// </summary>
public sealed class TextFuzzTests
{
    private const int Texts = 40_000;

    /// <summary>What a text may come to, and what an exceptionless error with its sentence takes.</summary>
    private const long MostPerByte = 2_000, MostBesides = 64 * 1024;

    [Fact]
    public void Event_expressions() => Fuzz.HoldsOfText(
        new Mutator(1, Fuzz.Corpus("expressions.txt"), "(", ")", " and ", " or ", "started web", "job:", "file:/", "K=", "K!=", "[", "]", "*", "'", ":sys:"),
        Texts,
        text =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isRight = EventExpressionParser.TryParse(text, out EventExpression? expression, out ParseError error);
            AssertBounded(text, before);
            if (!isRight)
            {
                Assert.StartsWith("cannot ", error.Message, StringComparison.Ordinal);
                Assert.InRange(error.Offset, 0, text.Length);
                Assert.InRange(error.Length, 0, text.Length - error.Offset);
                Assert.All(error.Render(text).Split('\n'), line => Assert.DoesNotContain(line, char.IsControl));
                return;
            }

            Assert.Equal(expression, Events.Texts.Expression(expression!.ToString()));
            Watch(expression);
        });

    [Fact]
    public void Schedules() => Fuzz.HoldsOfText(
        new Mutator(2, Fuzz.Corpus("schedules.txt"), "*", "/", "-", ",", " ", "@daily", "mon", "feb", "60", "31", "7", "*/"),
        Texts,
        text =>
        {
            if (Reads<CronSchedule>(text, CronSchedule.TryParse) is { } schedule)
            {
                // Also where no day is one for years.
                CivilTime? next = schedule.Next(new CivilTime(2097, 2, 28, 23, 59));
                Assert.True(next is null || (next.Value.IsValid && schedule.IsMatch(next.Value)), $"{next}");
            }
        });

    [Fact]
    public void Expansions() => Fuzz.HoldsOfText(
        new Mutator(3, Fuzz.Corpus("expansions.txt"), "$", "${", "}", ":-", ":+", "-", "+", "A", "${A:-${A}}"),
        Texts,
        text =>
        {
            if (Reads<Expansion>(text, Expansion.TryParse) is { } expansion)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                bool isDone = expansion.TryExpand(name => name == "A" ? new string('a', 4096) : null, out string? result, out _);
                Assert.True(!isDone || result!.Length <= ValueLimits.ExpansionCharacters);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L * ValueLimits.ExpansionCharacters);
            }
        });

    [Fact]
    public void Commands() => Fuzz.HoldsOfText(
        new Mutator(4, Fuzz.Corpus("commands.txt"), "'", "\"", "\\", "$(", ")", "`", "|", "&&", ";", "#", "~", "=", "<<"),
        Texts,
        text => Reads<CommandSplit>(text, CommandSplit.TryParse));

    [Fact]
    public void Values() => Fuzz.HoldsOfText(
        new Mutator(5, Fuzz.Corpus("values.txt"), "h", "ms", "k", "SIG", "RTMIN+", "0x", "%", ":", "::", "[", "]", "//", "@", "."),
        Texts,
        text =>
        {
            _ = Reads<Size>(text, Size.TryParse);
            _ = Reads<OctalMode>(text, OctalMode.TryParse);
            _ = Reads<CpuQuota>(text, CpuQuota.TryParse);
            _ = Reads<IoPriority>(text, IoPriority.TryParse);
            _ = Reads<SchedulingPriority>(text, SchedulingPriority.TryParse);
            _ = Reads<Capability>(text, Capability.TryParse);
            _ = Reads<EnvironmentPattern>(text, EnvironmentPattern.TryParse);
            _ = Reads<HttpAddress>(text, HttpAddress.TryParse);
            _ = Reads<string>(text, JobName.TryParse);
            _ = Reads<string>(text, AbsolutePath.TryParse);
            _ = Reads<string>(text, AccountName.TryParse);
            _ = Duration.TryParse(text, out _);
            _ = Signal.TryParse(text, out Signal signal) && Signal.TryParse(signal.ToString(), out Signal again) && again == signal;
        });

    [Fact]
    public void Notifications() => Fuzz.Holds(
        new Mutator(6, Fuzz.Corpus("notify.txt"), "READY=1", "STATUS=", "MAINPID=", "WATCHDOG_USEC=", "EXTEND_TIMEOUT_USEC=", "\nERRNO="),
        Texts,
        message =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            NotifyMessage read = NotifyParser.Parse(message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBesides + (8L * message.Length));
            Assert.InRange(read.MainPid ?? 1, 1, int.MaxValue);
            Assert.InRange(read.Errno ?? 0, 0, 4095);
            Assert.InRange(read.ExitStatus ?? 0, 0, 255);
            Assert.InRange(read.WatchdogInterval ?? TimeSpan.Zero, TimeSpan.Zero, NotifyLimits.LongestSpan);
            Assert.InRange(read.Extension ?? TimeSpan.Zero, TimeSpan.Zero, NotifyLimits.LongestSpan);
        });

    /// <summary>Reads a value, and it again as it is printed; gives null where there is an error, which is a good one.</summary>
    private static T? Reads<T>(string text, TryParse<T> parse)
        where T : notnull
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isRight = parse(text, out T? value, out TextError error);
        AssertBounded(text, before);
        if (!isRight)
        {
            Property.AssertUsable(error, text);
            return default;
        }

        string printed = value!.ToString()!;
        Assert.True(parse(printed, out T? again, out error), $"{printed}: {error.Message}");
        Assert.Equal(value, again);
        return value;
    }

    /// <summary>Whatever the expression, it can be told of events and levels, and forgets.</summary>
    private static void Watch(EventExpression expression)
    {
        ExpressionState state = new(expression);
        IReadOnlyList<string> names = ["startup", "started", "custom", "a", "b"];
        foreach (string name in names)
        {
            _ = state.Handle(new Event(name, [new EventVariable("JOB", "web"), new EventVariable("KEY", "value")]), value => value == "$VAR" ? "1" : null);
        }

        Assert.Equal(state.Value, new ExpressionState(expression, state.Operands).Value);
        state.Reset();
        Assert.Equal(new ExpressionState(expression).Value, state.Value);
    }

    private static void AssertBounded(string text, long before) =>
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBesides + (MostPerByte * text.Length));
}
