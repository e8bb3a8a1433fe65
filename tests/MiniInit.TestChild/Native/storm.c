/*
 * storm COUNT MILLISECONDS REPORT [deaf]: COUNT processes, each with a session of its own, that are never the same for
 * long: after MILLISECONDS (0: never) each forks one that goes on in its place, and ends. "deaf" ignores SIGTERM. Once
 * all are there the first process writes its pid to REPORT and sleeps.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void rest(long milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    while (nanosleep(&time, &time) < 0)
        ;
}

/* The pids differ, so that not all fork at the same moment. */
static void run(long milliseconds, int ready)
{
    setsid();
    if (write(ready, "", 1) != 1)
        _exit(1);
    close(ready);
    while (milliseconds == 0)
        pause();
    rest(getpid() * 37 % milliseconds);
    for (;;) {
        pid_t pid = fork();
        if (pid > 0)
            _exit(0);
        if (pid == 0)
            setsid();
        rest(milliseconds);
    }
}

int main(int argc, char **argv)
{
    int ends[2];
    char byte;
    if (argc < 4 || pipe(ends) < 0)
        return 2;
    int count = atoi(argv[1]);
    if (argc > 4 && strcmp(argv[4], "deaf") == 0)
        signal(SIGTERM, SIG_IGN);
    /* Nobody is to wait for those that end. */
    signal(SIGCHLD, SIG_IGN);
    for (int i = 0; i < count; i++) {
        pid_t pid = fork();
        if (pid < 0) {
            perror("fork");
            return 1;
        }
        if (pid == 0)
            run(atol(argv[2]), ends[1]);
    }
    for (int i = 0; i < count; i++)
        if (read(ends[0], &byte, 1) != 1)
            return 1;
    char temporary[4096];
    snprintf(temporary, sizeof temporary, "%s.new", argv[3]);
    FILE *file = fopen(temporary, "w");
    if (file == NULL || fprintf(file, "%d\n", getpid()) < 0 || fclose(file) != 0 || rename(temporary, argv[3]) < 0)
        return 1;
    for (;;)
        pause();
}
