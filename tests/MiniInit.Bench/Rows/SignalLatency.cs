using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>How long a signal takes through an init.</summary>
internal sealed class SignalLatency : Row
{
    internal override string Name => RowNames.SignalLatency;

    internal override string Summary => "kill(INIT, SIGUSR1) to its receipt by the command";

    internal override int Runs => 1000;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        var measurement = new Measurement(
            Name,
            Summary,
            Unit.Nanoseconds,
            "From just before kill until sigwaitinfo returned in the command, which sends its own time stamp back. "
            + "\"no init\" is a signal sent to the command directly. All inits run at once and are asked in turn.");
        Init[] all = [Init.None, .. conditions.Inits];
        var targets = new Dictionary<string, Target>();
        try
        {
            foreach (Init init in all)
            {
                targets[init.Name] = new Target(init);
            }

            Interleave(measurement, all, conditions.Runs, init => targets[init.Name].Once(), keepDescendants: true);
        }
        finally
        {
            targets.Values.ToList().ForEach(target => target.Dispose());
            Descendants.EndAll();
        }

        return [measurement];
    }

    /// <summary>One init whose command tells when signals reach it.</summary>
    private sealed class Target : System.IDisposable
    {
        private readonly Pipe _pipe = new();
        private readonly Child _child;
        private readonly string _name;

        internal Target(Init init)
        {
            _name = init.Name;
            string[] echo = [Self.Path, SignalEcho.Name, LibC.SIGUSR1.ToString()];
            _child = Child.Start(new ChildStart(init.Command(init.Subreaper, echo)) { Output = _pipe.WriteEnd });
            _pipe.CloseWriteEnd();
            if (SignalEcho.Read(_pipe, Limits.Answer) is null)
            {
                throw new BenchException($"cannot measure signals through {_name}: its command did not start");
            }
        }

        public void Dispose()
        {
            _child.Dispose();
            _pipe.Dispose();
        }

        internal double? Once()
        {
            long begin = Clock.Now();
            _child.Signal(LibC.SIGUSR1);
            return SignalEcho.Read(_pipe, Limits.Answer) is SignalEcho.Message message
                ? message.Time - begin
                : throw new BenchException($"cannot measure signals through {_name}: one did not arrive");
        }
    }
}
