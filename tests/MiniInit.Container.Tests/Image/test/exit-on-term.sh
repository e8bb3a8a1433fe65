# exit-on-term.sh CODE: says "ready" and exits with CODE on TERM.
trap 'exit '"$1" TERM
echo ready
while :; do
    sleep 100000 &
    wait $!
done
