using System.Text;

namespace MiniInit.Bench;

/// <summary>The text of --help.</summary>
internal static class Help
{
    internal static string Text()
    {
        var text = new StringBuilder();
        _ = text.Append(
            """
            Usage: miniinit-bench [options]

            Measures miniinit beside the inits that are installed (tini, tini-static, dumb-init, catatonit) and the
            supervisors (s6, runit, daemontools, supervisord, dinit, systemd --user, finit, monit), and prints Markdown. Nothing
            is installed. As root more is measured: PID 1 of a namespace, systemd and finit in control groups of their own.
            The rows about supervisors need a C compiler.

              --miniinit PATH    the binary; default artifacts/publish/MiniInit/release/miniinit of the repository
              --miniinitctl PATH its miniinitctl; default that of the same build
              --peers-only       measure the peers without miniinit
              --only ROW         measure only this row or behaviour; may be repeated
              --runs N           runs of every row; default: each row's own number
              --no-behaviour     leave the behaviours out, which come after the rows
              --sleepers N,N…    jobs of a supervisor, one table each; default: 1,10,100
              --json FILE        write the results there too
              --curves FOLDER    only what grows: cost per job and per orphan, among few and many, drawn there as SVG
              --help             this text

            Exit code: 0, also when a budget is missed; 1 when it could not be measured; 2 for a wrong command line.

            Rows (runs):

            """);
        foreach (Row row in RowCatalog.All)
        {
            _ = text.Append($"  {row.Name,-22}  {row.Summary} ({row.Runs})\n");
        }

        _ = text.Append($"\nBehaviours, together `{BehaviourCatalog.Together}`:\n");
        foreach (Behaviour behaviour in BehaviourCatalog.All)
        {
            _ = text.Append($"  {behaviour.Name,-22}  {behaviour.Summary} ({behaviour.Runs})\n");
        }

        return text.ToString().TrimEnd();
    }
}
