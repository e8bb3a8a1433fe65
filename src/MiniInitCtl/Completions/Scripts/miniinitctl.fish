# Completion of miniinitctl(1) for fish(1). To use it:  miniinitctl completion fish | source
function __miniinitctl_complete
    set -l before (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --current-token --cut-at-cursor)
    $before[1] complete (count $before) $before "$current" 2>/dev/null
end

complete --command miniinitctl --no-files --arguments '(__miniinitctl_complete)'
complete --command miniinitctl --condition '__fish_seen_subcommand_from check check-config trace run' --force-files
complete --command initctl --wraps miniinitctl
