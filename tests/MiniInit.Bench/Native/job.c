/*
 * The job of the supervise rows, small and static so that it costs little beside its supervisor. It takes one argument,
 * since a "#!" line has no room for more:
 *
 *     NUMBER READY-FD MILLISECONDS REPORT
 *
 * At once it reports by a message on the FIFO REPORT, which it holds open while it lives; then it writes a newline to
 * READY-FD (unless -1), then lines of 100 bytes to its output for so many milliseconds (unless 0), reports again and
 * sleeps until a signal ends it. With -1 milliseconds it first leaves a process behind as daemons are made: forked twice,
 * in a session of its own.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 100, LINES = 640 };

/* As Reports.Message reads it; less than PIPE_BUF, so never torn. */
struct message {
    int64_t number, pid, time, bytes, spent;
};

static char lines[LINE * LINES];

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void write_lines(struct message *message, int64_t end)
{
    for (size_t i = 0; i < sizeof lines; i++)
        lines[i] = i % LINE == LINE - 1 ? '\n' : 'a' + i % LINE % 26;
    size_t at = 0;
    /* Only whole lines count, so the last buffer is finished. */
    while (at != 0 || now() < end) {
        ssize_t written = write(1, lines + at, sizeof lines - at);
        if (written < 0)
            break;
        message->bytes += written;
        at = (at + written) % sizeof lines;
    }
}

static int leave_one_behind(void)
{
    pid_t middle = fork();
    if (middle == 0) {
        setsid();
        if (fork() == 0)
            for (;;)
                pause();
        _exit(0);
    }
    int status;
    return middle < 0 || waitpid(middle, &status, 0) != middle ? -1 : status;
}

int main(int argc, char **argv)
{
    struct message message = { .time = now(), .pid = getpid() };
    if (argc < 2)
        return 2;
    char *rest = argv[1];
    message.number = strtol(rest, &rest, 10);
    int ready = strtol(rest, &rest, 10);
    int64_t milliseconds = strtol(rest, &rest, 10);
    if (milliseconds < 0 && leave_one_behind() != 0)
        return 1;
    int report = open(rest + 1, O_WRONLY | O_CLOEXEC);
    if (report < 0 || write(report, &message, sizeof message) != sizeof message)
        return 1;
    if (ready >= 0 && (write(ready, "\n", 1) != 1 || close(ready) < 0))
        return 1;
    if (milliseconds > 0) {
        int64_t begin = now();
        write_lines(&message, begin + milliseconds * 1000000);
        message.spent = now() - begin;
        if (write(report, &message, sizeof message) != sizeof message)
            return 1;
    }
    for (;;)
        pause();
}
