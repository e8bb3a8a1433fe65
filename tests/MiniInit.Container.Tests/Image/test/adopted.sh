# adopted.sh: says "adopted" when an orphan of ours became the child of our own parent, which is not PID 1.
orphan=$(sh -c 'sleep 100000 >&- & echo $!')
until grep -q "^PPid:.$PPID\$" "/proc/$orphan/status"; do
    sleep 0.1
done
kill "$orphan"
[ "$PPID" -ne 1 ] && echo adopted
