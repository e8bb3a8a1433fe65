/*
 * idle HOW REPORT: writes its pid to REPORT and does nothing, as HOW says:
 *
 *     plain      sleeps
 *     stopped    stops itself, and so does a child of it in a session of its own
 *     headless   its first thread has ended while another one sleeps, so that it looks like a zombie
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void report(const char *path)
{
    char temporary[4096];
    snprintf(temporary, sizeof temporary, "%s.new", path);
    FILE *file = fopen(temporary, "w");
    if (file == NULL || fprintf(file, "%d\n", getpid()) < 0 || fclose(file) != 0 || rename(temporary, path) < 0)
        _exit(1);
}

/* Not before the kernel shows the first thread's end. */
static void *outlive(void *path)
{
    char line[512], *state;
    do {
        FILE *file = fopen("/proc/self/stat", "r");
        if (file == NULL || fgets(line, sizeof line, file) == NULL || (state = strrchr(line, ')')) == NULL)
            _exit(1);
        fclose(file);
        usleep(1000);
    } while (state[2] != 'Z');
    report(path);
    for (;;)
        pause();
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    if (strcmp(argv[1], "headless") == 0) {
        pthread_t other;
        if (pthread_create(&other, NULL, outlive, argv[2]) != 0)
            return 1;
        pthread_exit(NULL);
    }
    if (strcmp(argv[1], "stopped") == 0) {
        if (fork() == 0) {
            setsid();
            raise(SIGSTOP);
            for (;;)
                pause();
        }
        report(argv[2]);
        raise(SIGSTOP);
    } else {
        report(argv[2]);
    }
    for (;;)
        pause();
}
