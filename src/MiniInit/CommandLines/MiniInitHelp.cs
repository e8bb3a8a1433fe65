using System.Text;

namespace MiniInit.CommandLines;

/// <summary>The text of --help.</summary>
internal static class MiniInitHelp
{
    public static string Text => Encoding.UTF8.GetString("""
        Usage: miniinit [OPTIONS] [--] COMMAND [ARGUMENT]...     run one command
               miniinit [OPTIONS]                                supervise jobs
               miniinit [OPTIONS] --jobs [--] COMMAND...         supervise jobs, and COMMAND as the job main
               miniinit [OPTIONS] --user [[--] COMMAND...]       be the init of a user's session

        Runs COMMAND as the one child of an init: forwards every signal to it, reaps every zombie, hands it the
        terminal, and exits as it exits. Or starts jobs as their files say, and keeps them running. Works as PID 1 and,
        as a subreaper, anywhere else.

        Jobs
          -c, --config PATH       read jobs from this file or folder and nowhere else (repeatable; the first wins)
              --socket PATH       make the control socket there, for miniinitctl; else /run/miniinit/control
              --jobs              supervise jobs although there is a COMMAND, whose end ends all
              --user              a user's session: jobs of the user, a socket of its own, the event session-end
              --no-inherit-env    give jobs PATH and TERM alone of our own environment
              --log-level LEVEL   debug, info, message, warn, error or fatal; default: as configured, else message
              --log-format FORM   text or json; default: as configured, else text

        Signals, when running one command
          -g, --group             send signals to the command's whole process group
          -r, --rewrite S:R       send R where S is received; R = 0 drops S (repeatable)
              --stop-signal SIG   what TERM becomes: short for --rewrite TERM:SIG
              --drain D           keep the first TERM back for D; a second TERM ends the delay

        When the command has ended
          (by default)            exit at once
              --grace D           TERM to all other descendants, KILL after D, exit when none is left
              --wait              wait until all other processes have ended
          -e, --expect-exit N     exit with 0 where the command exits with N (repeatable)

        The command
              --run-as USER[:GROUP]  run as this user, by name or number, with its groups and HOME
              --chdir DIR         start in DIR
          -w, --warn-on-reap      say when a process that is not the command is reaped
              --pause             no command: sleep and reap, exit with 0 on TERM or INT

        In both modes
          -p, --parent-death SIG  be sent SIG when our parent dies; a command is forwarded it
          -s, --subreaper         fail when orphans cannot be adopted (without -s: say so and go on)
          -v, --verbose           say more on standard error (repeatable, up to -vvv; with jobs -v is info, -vv debug)
          -h, --help              show this text
          -V, --version           show the version
              --can-read VERSION  tell whether a state of that version could be taken over (miniinitctl reexec asks it)

        Each option for running one command, and for both modes, can also be set in the environment: MINIINIT_GROUP=1,
        MINIINIT_REWRITE=TERM:QUIT,HUP:0, MINIINIT_STOP_SIGNAL, MINIINIT_DRAIN=5s, MINIINIT_PARENT_DEATH,
        MINIINIT_GRACE=5s, MINIINIT_WAIT=1, MINIINIT_EXPECT_EXIT=143,0, MINIINIT_RUN_AS, MINIINIT_CHDIR,
        MINIINIT_PAUSE=1, MINIINIT_SUBREAPER=1, MINIINIT_WARN_ON_REAP=1, MINIINIT_VERBOSITY=2. The command line wins.

        D is a duration like 250ms, 5s, 1h30m or a number of seconds; SIG, S and R are signals like TERM, SIGTERM, 15
        or RTMIN+3.

        Exit codes: the command's, or of jobs that of main; 128 + n when signal n ended it; 126 found but not executable;
        127 not found; 2 wrong options; 67 no such user; 71 the system cannot start a process; 77 no permission to become
        the user; 78 no usable configuration.

        Called by the name init as PID 1 it supervises jobs. miniinitctl check reads job files and says what is wrong.
        Called by the name tini, docker-init, dumb-init or catatonit, it takes that program's options instead.

        """u8);
}
