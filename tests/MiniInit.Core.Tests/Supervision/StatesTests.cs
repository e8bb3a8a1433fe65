using System;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>docs/STATES.md prints both tables of the machine; this keeps them true.</summary>
public sealed class StatesTests
{
    private const string Heading = "## Which state follows\n";

    [Fact]
    public void The_tables_of_the_documentation_are_those_of_the_code()
    {
        string path = Path.Combine(Root(AppContext.BaseDirectory), "docs", "STATES.md");
        string written = File.Exists(path) ? File.ReadAllText(path) : Heading;
        int start = written.IndexOf(Heading, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MINIINIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, written[..start] + Tables());
            return;
        }

        Assert.Equal(Tables(), written[start..]);
    }

    [Fact]
    public void Every_state_and_goal_leads_to_a_state_and_the_way_down_ends()
    {
        foreach (JobState first in Enum.GetValues<JobState>())
        {
            foreach (bool hasMain in new[] { true, false })
            {
                JobState state = first;
                for (int step = 0; state != JobState.Waiting; step++)
                {
                    Assert.True(step < 10, $"{first} never comes to rest");
                    state = JobMachine.Next(state, JobGoal.Stop, hasMain);
                }
            }
        }
    }

    private static string Tables()
    {
        StringBuilder output = new(Heading);
        output.Append("\n| state | goal start | goal stop | goal respawn |\n|---|---|---|---|\n");
        foreach (JobState state in Enum.GetValues<JobState>())
        {
            string[] cells = [.. new[] { JobGoal.Start, JobGoal.Stop, JobGoal.Respawn }.Select(goal => Next(state, goal))];
            output.Append($"| {Supervisor.Text(state)} | {string.Join(" | ", cells)} |\n");
        }

        JobStimulus[] stimuli = Enum.GetValues<JobStimulus>();
        output.Append("\n## What follows from what happens\n\n| |");
        output.AppendJoin(' ', Enum.GetValues<JobState>().Select(state => $"{Supervisor.Text(state)} |"));
        output.Append("\n|---|").Append(string.Concat(Enum.GetValues<JobState>().Select(_ => "---|"))).Append('\n');
        foreach (JobStimulus stimulus in stimuli)
        {
            output.Append($"| {Words(stimulus.ToString())} |");
            output.AppendJoin(' ', Enum.GetValues<JobState>().Select(state => $"{Reaction(state, stimulus)} |"));
            output.Append('\n');
        }

        return output.ToString();
    }

    private static string Next(JobState state, JobGoal goal)
    {
        string with = Supervisor.Text(JobMachine.Next(state, goal, hasMain: true));
        string without = Supervisor.Text(JobMachine.Next(state, goal, hasMain: false));
        return with == without ? with : $"{with}, without a process {without}";
    }

    private static string Reaction(JobState state, JobStimulus stimulus) => JobMachine.React(state, stimulus) switch
    {
        JobReaction.Nothing => "·",
        JobReaction.Impossible => "—",
        JobReaction reaction => Words(reaction.ToString()),
    };

    private static string Words(string name) => string.Concat(
        name.Select((c, at) => at > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "MiniInit.sln"))
        ? folder
        : Root(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("MiniInit.sln"));
}
