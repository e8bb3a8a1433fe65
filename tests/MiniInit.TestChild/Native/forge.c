/*
 * forge TARGET VALUE [COMMAND ...]: sets RLIMIT_RTTIME, soft and hard, of process TARGET (0: its own) to VALUE, which is a
 * number or "like:PID" for that of another process; then becomes COMMAND.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct rlimit limit;
    if (argc < 3)
        return 2;
    if (strncmp(argv[2], "like:", 5) == 0) {
        if (prlimit(atoi(argv[2] + 5), RLIMIT_RTTIME, NULL, &limit) < 0) {
            perror(argv[2]);
            return 1;
        }
    } else {
        limit.rlim_cur = limit.rlim_max = strtoull(argv[2], NULL, 10);
    }
    if (prlimit(atoi(argv[1]), RLIMIT_RTTIME, &limit, NULL) < 0) {
        perror("prlimit");
        return 1;
    }
    if (argc > 3) {
        execvp(argv[3], argv + 3);
        perror(argv[3]);
        return 127;
    }
    return 0;
}
