# descriptors.sh COUNT COMMAND...: opens COUNT descriptors and becomes COMMAND.
last=$(($1 + 9))
shift
descriptor=10
while [ "$descriptor" -le "$last" ]; do
    eval "exec $descriptor</dev/null"
    descriptor=$((descriptor + 1))
done
exec "$@"
