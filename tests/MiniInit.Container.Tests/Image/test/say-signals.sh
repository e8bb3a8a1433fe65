# say-signals.sh NUMBER...: says "ready", then "got-NUMBER" for each of these signals, until it is killed.
for signal in "$@"; do
    # The names stand in one string on purpose: the number is fixed when the trap is set.
    trap "echo got-$signal" "$signal"
done
echo ready
while :; do
    sleep 100000 &
    wait $!
done
