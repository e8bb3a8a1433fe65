# signal-init.sh NUMBER...: sends each signal to PID 1 from inside the container, waits for each to come back to us,
# the command, and ends with 7.
for signal in "$@"; do
    trap "got=$signal" "$signal"
done
for signal in "$@"; do
    kill "-$signal" 1
    until [ "$got" = "$signal" ]; do
        sleep 0.01
    done
done
exit 7
