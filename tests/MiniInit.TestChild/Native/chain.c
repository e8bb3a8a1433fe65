/*
 * chain COUNT REPORT [setsid] [deaf]: COUNT chains of processes, each of which forks the next one and ends at once, as fast
 * as it can. "setsid": each in a session of its own; "deaf": they ignore SIGTERM. The first process writes its pid to
 * REPORT and sleeps.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int leads = 0;
    if (argc < 3)
        return 2;
    for (int i = 3; i < argc; i++) {
        leads |= strcmp(argv[i], "setsid") == 0;
        if (strcmp(argv[i], "deaf") == 0)
            signal(SIGTERM, SIG_IGN);
    }
    /* Nobody is to wait for the first of each. */
    signal(SIGCHLD, SIG_IGN);
    for (int i = 0; i < atoi(argv[1]); i++)
        if (fork() == 0)
            for (;;) {
                if (leads)
                    setsid();
                if (fork() > 0)
                    _exit(0);
            }
    char temporary[4096];
    snprintf(temporary, sizeof temporary, "%s.new", argv[2]);
    FILE *file = fopen(temporary, "w");
    if (file == NULL || fprintf(file, "%d\n", getpid()) < 0 || fclose(file) != 0 || rename(temporary, argv[2]) < 0)
        return 1;
    for (;;)
        pause();
}
