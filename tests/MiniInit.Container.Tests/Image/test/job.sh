# job.sh NAME: a job for a terminal. Says "started-NAME", "continued-N" each time it is continued, and its
# terminal's new size, until it is ended.
continued=0
trap 'continued=$((continued + 1)); echo "continued-$continued"' CONT
trap 'echo "size-$(stty size)"' WINCH
echo "started-$1"
while :; do
    sleep 100000 &
    wait $!
done
