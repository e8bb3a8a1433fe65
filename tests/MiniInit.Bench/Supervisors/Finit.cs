using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Bench;

/// <summary>
/// finit, which is always the PID 1 of a whole system: it mounts, checks and swaps what /etc/fstab tells, and starts udev.
/// So it gets a root directory of its own with next to nothing in it.
/// </summary>
internal sealed class Finit(string path) : Supervisor("finit", path)
{
    // The shell is for the run files; it has no words of more than 64 bytes.
    private static readonly string[] s_needed =
        ["/bin/sh", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64"];

    internal override string StopWay => "SIGTERM, for finit a restart of the system";

    internal override bool IsPidOne => true;

    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        var text = new StringBuilder();
        for (int number = 1; number <= place.Jobs; number++)
        {
            string name = $"jobs/s{number}";
            place.WriteProgram(name, RunScript.Text(place, number));
            _ = text.Append($"service log:null [2345] {place.Path}/{name} -- s{number}\n");
        }

        _ = place.Write("etc/finit.conf", text.ToString());
        _ = place.Write("etc/fstab", "");
        _ = place.Write("etc/passwd", "root:x:0:0:root:/:/bin/sh\n");
        _ = place.Write("etc/group", "root:x:0:\n");
        var enclosure = new Enclosure(place, $"{place.Path}/root");
        enclosure.Show($"{place.Path}/etc", "/etc");
        enclosure.Show($"{place.Path}/errors", "/dev/console");
        enclosure.Show(place.Root, place.Root);
        enclosure.Show(Path, Path);
        foreach (string part in s_needed.Where(System.IO.Path.Exists))
        {
            enclosure.Show(part, part);
        }

        _ = Directory.CreateDirectory($"{place.Path}/root");
        return enclosure.Command(Path);
    }
}
