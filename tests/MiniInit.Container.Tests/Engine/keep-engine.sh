#!/bin/sh
# keep-engine.sh DIRECTORY CGROUP DOCKERD ARG...
#
# Runs DOCKERD until standard input ends; then ends it with all that it started, and removes DIRECTORY and the
# control groups named CGROUP. The tests hold the other end of that pipe, so that the engine goes with them however
# they end, by SIGKILL too.

directory=$1
cgroup=$2
shift 2

# A ^C reaches the whole foreground group: we are the one that has to stay for the cleaning up.
trap : INT TERM HUP

{
    "$@" </dev/null >"$directory/log" 2>&1
    echo "$?" >"$directory/ended"
} &

while read -r _; do :; done

if [ -r "$directory/pid" ]; then
    kill -TERM "$(cat "$directory/pid")"
fi
tenths=0
while [ ! -e "$directory/ended" ] && [ "$tenths" -lt 300 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
done

# What an orderly end leaves behind is nothing; the rest is for one that was not. The directory's name is random and
# stands in the arguments of dockerd, containerd and the shims, so nobody else's are met.
for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    if [ "$pid" != "$$" ] && grep -q -s -F "$directory/" "$process/cmdline"; then
        kill -KILL "$pid" 2>/dev/null
    fi
done
find /sys/fs/cgroup -path "*/$cgroup/*" -name cgroup.procs -exec cat {} + 2>/dev/null | while read -r pid; do
    kill -KILL "$pid" 2>/dev/null
done
awk -v below="$directory/" 'index($2, below) == 1 { print $2 }' /proc/self/mounts | sort -r | while read -r mount; do
    umount -l "$mount"
done
find /sys/fs/cgroup -depth -path "*/$cgroup*" -type d -exec rmdir {} + 2>/dev/null
rm -rf --one-file-system "$directory"
