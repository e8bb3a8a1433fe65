# server.sh NAME [CODE [LINGER]]: a server that says when it is up, on READY_FD too, and ends with CODE when it is told to
# by TERM or by a file /end-NAME, after LINGER seconds.
end() {
    sleep "$3"
    echo "$1 ends"
    exit "$2"
}
trap 'end "$1" "${2:-0}" "${3:-0}"' TERM
echo "$1 up"
echo >&"$READY_FD"
until [ -e "/end-$1" ]; do
    sleep 0.02
done
end "$1" "${2:-0}" "${3:-0}"
