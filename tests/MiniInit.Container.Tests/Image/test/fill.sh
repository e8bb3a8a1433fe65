# Makes processes until there can be no more, and one more whenever there is room.
mkfifo /fill 2>/dev/null
exec 3<>/fill
echo up
until [ -e /go ]; do
    read -t 1 line <&3
done
while :; do
    command eval 'sleep 100000 &' 2>/dev/null && continue
    [ "$said" ] || echo full
    said=1
    # To sleep would take a process.
    read -t 0.05 line <&3
done
