#!/bin/sh
# Stands for your application: works until it is told to stop, and then finishes what it has begun.

trap 'echo "app: finishing"; exit 0' TERM
echo "app: ready"
while :; do
    sleep 1 &
    wait $!
done
