# Completion of miniinitctl(1) for bash(1). To use it:  source <(miniinitctl completion bash)
_miniinitctl()
{
    mapfile -t COMPREPLY < <("$1" complete "${COMP_CWORD}" "${COMP_WORDS[@]}" 2>/dev/null)

    # These take files, which bash knows best.
    if [[ ${#COMPREPLY[@]} -eq 0 && ( " ${COMP_WORDS[*]} " == *" check"* || " ${COMP_WORDS[*]} " == *" trace "* || " ${COMP_WORDS[*]} " == *" run "* || "$3" == --socket || "$3" == --session || "$3" == --folder ) ]]; then
        compopt -o default
    fi
}

complete -F _miniinitctl miniinitctl initctl
