# with-child.sh: a command with a child; each says who it is when it gets USR1. Says "ready" when both would.
trap 'echo command' USR1
sh -c 'trap "echo child" USR1; echo ready; while :; do sleep 100000 & wait $!; done' &
while :; do
    sleep 100000 &
    wait $!
done
