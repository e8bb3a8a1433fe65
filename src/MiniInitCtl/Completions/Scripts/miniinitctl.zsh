#compdef miniinitctl initctl
# Completion of miniinitctl(1) for zsh(1). To use it:  source <(miniinitctl completion zsh)
# or put it into a folder of $fpath, as _miniinitctl.
_miniinitctl()
{
    local -a found
    found=("${(@f)$("${words[1]}" complete $((CURRENT - 1)) "${(@)words}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( ${#found} )); then
        compadd -a found
    else
        _files
    fi
}

if [[ "${funcstack[1]}" == _miniinitctl ]]; then
    _miniinitctl "$@"
else
    compdef _miniinitctl miniinitctl initctl
fi
