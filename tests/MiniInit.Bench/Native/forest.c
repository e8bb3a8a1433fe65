/*
 * forest COUNT PAUSE FILE: COUNT processes, each an orphan in a session of its own, so that neither parents nor sessions
 * nor groups lead to this one. With PAUSE (microseconds) above 0 each forks a successor after it and ends, on and on. When
 * all are there FILE is made. Then this process sleeps.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void grow(long pause_us)
{
    setsid();
    for (;;) {
        if (pause_us == 0) {
            pause();
            continue;
        }
        usleep(pause_us);
        pid_t next = fork();
        if (next > 0)
            _exit(0);
        if (next == 0)
            setsid();
    }
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    long count = atol(argv[1]);
    for (long i = 0; i < count; i++) {
        pid_t middle = fork();
        if (middle < 0)
            return 1;
        if (middle == 0) {
            pid_t tree = fork();
            if (tree == 0)
                grow(atol(argv[2]));
            _exit(tree < 0);
        }
        int status;
        if (waitpid(middle, &status, 0) != middle || status != 0)
            return 1;
    }
    int fd = open(argv[3], O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return 1;
    close(fd);
    for (;;)
        pause();
}
