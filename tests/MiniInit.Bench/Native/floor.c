/*
 * What the kernel alone costs: floor JOB COUNT REPORT starts the jobs 1 to COUNT in a loop of vfork and exec, starts a
 * job that ended again, and ends them all on SIGTERM. It does nothing else that a supervisor does.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static sigset_t before;

static pid_t start(char *job, int number, char *report)
{
    char argument[4096];
    snprintf(argument, sizeof argument, "%d -1 0 %s", number, report);
    char *arguments[] = { job, argument, NULL };
    pid_t pid = vfork();
    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        execv(job, arguments);
        _exit(127);
    }
    return pid;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    int count = atoi(argv[2]);
    pid_t *pids = calloc(count, sizeof *pids);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, &before);
    for (int i = 0; i < count; i++)
        pids[i] = start(argv[1], i + 1, argv[3]);
    while (sigwaitinfo(&set, NULL) == SIGCHLD) {
        pid_t ended;
        while ((ended = waitpid(-1, NULL, WNOHANG)) > 0)
            for (int i = 0; i < count; i++)
                if (pids[i] == ended)
                    pids[i] = start(argv[1], i + 1, argv[3]);
    }
    for (int i = 0; i < count; i++)
        if (pids[i] > 0)
            kill(pids[i], SIGTERM);
    while (wait(NULL) > 0)
        ;
    return 0;
}
