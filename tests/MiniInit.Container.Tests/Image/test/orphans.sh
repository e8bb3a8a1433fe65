# orphans.sh COUNT: makes COUNT orphans that end at once, 100 at a time, and waits until no zombie is left.
left=$1
while [ "$left" -gt 0 ]; do
    (
        for _ in 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9; do
            (: & : &) &
        done
    )
    left=$((left - 100))
done
echo made
while grep -q ') Z ' /proc/[0-9]*/stat 2>/dev/null; do
    sleep 0.1
done
echo clean
