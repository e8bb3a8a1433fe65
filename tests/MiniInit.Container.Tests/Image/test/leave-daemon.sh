# leave-daemon.sh [stubborn]: starts a process in a session of its own, says "ready", and ends with 3 on TERM at
# once. The other process cleans up on TERM for a second and then says "cleaned"; a stubborn one ignores TERM.
if [ "$1" = stubborn ]; then
    setsid sh -c 'trap "" TERM; echo daemon; exec sleep 100000' &
else
    setsid sh -c 'trap "sleep 1; echo cleaned; exit 0" TERM; echo daemon; while :; do sleep 100000 & wait $!; done' &
fi
exec sh /test/exit-on-term.sh 3
