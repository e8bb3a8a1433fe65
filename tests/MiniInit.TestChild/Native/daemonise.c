/*
 * Becomes a daemon in the way that its options say, and sleeps:
 *
 *     --forks N             as often (0 to 3); the process that forked ends with code 0
 *     --by HOW              fork (default), vfork, clone, clone3, parent: a child of the parent (CLONE_PARENT), or
 *                           daemon: daemon(3), once
 *     --setsid HOW          none (default), daemon: in the first child; each: in every one
 *     --close               /dev/null for descriptors 0 to 2, no others
 *     --user UID            as that user and group
 *     --clear-environment   without a variable, by an exec of itself
 *     --wait-for-child      the first process ends when the daemon is up, not at once
 *     --linger MS           those between the first and the last live so long after they forked
 *     --fail CODE           how the first process ends
 *     --workers N           so many children
 *     --ignore-term
 *     --notify              MAINPID= and READY=1 to $NOTIFY_SOCKET
 *     --pid-file PATH       where the daemon writes its pid, as whoever started it
 *     --pid-of PID          writes that one instead
 *     --report PATH         where it writes its pid once it is up
 *
 * Static and small: it is run in hundreds. Its first argument says where it is, so that a test knows it wherever it went.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST_EXTRA = 3, MOST_DESCRIPTORS = 1024, MOST_ARGUMENTS = 64 };

static struct {
    int forks, workers, linger, fail;
    int closes, clears, waits, ignores, notifies;
    int done, up, is_clean; /* of what an exec interrupted: how many forks, the pipe, whether all is arranged */
    long user, pid;
    const char *by, *setsid, *pid_file, *report;
} options = { .by = "fork", .setsid = "none", .user = -1, .up = -1 };

static char **given;

static void fail(const char *what)
{
    perror(what);
    _exit(99);
}

static int is(const char *text, const char *other)
{
    return strcmp(text, other) == 0;
}

static void read_options(char **next)
{
    for (; *next != NULL; next++) {
        const char *name = *next;
        if (is(name, "--close"))
            options.closes = 1;
        else if (is(name, "--clear-environment"))
            options.clears = 1;
        else if (is(name, "--wait-for-child"))
            options.waits = 1;
        else if (is(name, "--ignore-term"))
            options.ignores = 1;
        else if (is(name, "--notify"))
            options.notifies = 1;
        else if (is(name, "--is-clean"))
            options.is_clean = 1;
        else if (*++next == NULL)
            fail(name);
        else if (is(name, "--forks"))
            options.forks = atoi(*next);
        else if (is(name, "--by"))
            options.by = *next;
        else if (is(name, "--setsid"))
            options.setsid = *next;
        else if (is(name, "--user"))
            options.user = atol(*next);
        else if (is(name, "--linger"))
            options.linger = atoi(*next);
        else if (is(name, "--fail"))
            options.fail = atoi(*next);
        else if (is(name, "--workers"))
            options.workers = atoi(*next);
        else if (is(name, "--pid-file"))
            options.pid_file = *next;
        else if (is(name, "--pid-of"))
            options.pid = atol(*next);
        else if (is(name, "--report"))
            options.report = *next;
        else if (is(name, "--done"))
            options.done = atoi(*next);
        else if (is(name, "--up"))
            options.up = atoi(*next);
        else
            fail(name);
    }
}

/* The program once more, from where it is; after a vfork nothing else is allowed. */
static void become(int done, const char *is_clean, char **environment)
{
    static char numbers[2][16];
    static char *all[MOST_ARGUMENTS + 6];
    int count = 0;
    while (given[count] != NULL && count < MOST_ARGUMENTS) {
        all[count] = given[count];
        count++;
    }
    snprintf(numbers[0], sizeof numbers[0], "%d", done);
    snprintf(numbers[1], sizeof numbers[1], "%d", options.up);
    char *rest[] = { "--done", numbers[0], "--up", numbers[1], (char *)is_clean, NULL };
    memcpy(all + count, rest, sizeof rest);
    execve("/proc/self/exe", all, environment);
    fail("exec");
}

static pid_t clone3_or_clone(void)
{
    struct clone_args how = { .exit_signal = SIGCHLD };
    pid_t pid = syscall(SYS_clone3, &how, sizeof how);
    /* As libc does, where a seccomp filter cannot look into the structure and so refuses. */
    return pid < 0 && errno == ENOSYS ? (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) : pid;
}

static pid_t fork_once(void)
{
    if (is(options.by, "vfork")) {
        pid_t pid = vfork();
        if (pid == 0)
            become(options.done + 1, NULL, environ);
        return pid;
    }
    if (is(options.by, "clone"))
        return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (is(options.by, "parent"))
        return syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
    return is(options.by, "clone3") ? clone3_or_clone() : fork();
}

/* Returns in the last process. */
static void fork_away(void)
{
    int ends[2] = { -1, -1 };
    if (is(options.by, "daemon")) {
        if (daemon(0, 0) < 0)
            fail("daemon");
        return;
    }
    if (options.waits && options.forks > 0 && options.done == 0) {
        if (pipe(ends) < 0)
            fail("pipe");
        options.up = ends[1];
    }
    while (options.done < options.forks) {
        pid_t pid = fork_once();
        if (pid < 0)
            fail("fork");
        if (pid > 0 && options.done == 0) {
            char byte;
            close(ends[1]);
            if (options.waits && read(ends[0], &byte, 1) != 1)
                fail("read");
            _exit(options.fail);
        }
        if (pid > 0) {
            usleep(options.linger * 1000);
            _exit(0);
        }
        options.done++;
        if (is(options.setsid, "each") || (is(options.setsid, "daemon") && options.done == 1))
            setsid();
    }
}

static void write_pid(const char *path, long pid)
{
    char temporary[4096];
    snprintf(temporary, sizeof temporary, "%s.%d", path, getpid());
    FILE *file = fopen(temporary, "w");
    if (file == NULL || fprintf(file, "%ld\n", pid) < 0 || fclose(file) != 0 || rename(temporary, path) < 0)
        fail(path);
}

static void close_all(void)
{
    for (int i = FIRST_EXTRA; i < MOST_DESCRIPTORS; i++)
        if (i != options.up)
            close(i);
    int null = open("/dev/null", O_RDWR);
    for (int i = 0; i < FIRST_EXTRA; i++)
        dup2(null, i);
    close(null);
}

static void notify(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    char text[64];
    const char *path = getenv("NOTIFY_SOCKET");
    if (path == NULL)
        fail("NOTIFY_SOCKET");
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    socklen_t length = offsetof(struct sockaddr_un, sun_path) + strlen(path);
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    int size = snprintf(text, sizeof text, "MAINPID=%d\nREADY=1", getpid());
    if (sendto(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), text, size, 0, (struct sockaddr *)&address, length) < 0)
        fail(path);
}

static void arrange(void)
{
    if (options.closes)
        close_all();
    if (options.notifies)
        notify();
    if (options.pid_file != NULL)
        write_pid(options.pid_file, options.pid ? options.pid : getpid());
    if (options.user >= 0 && (setgroups(0, NULL) < 0 || setgid(options.user) < 0 || setuid(options.user) < 0))
        fail("setuid");
    if (options.clears) {
        char *none[] = { NULL };
        become(options.done, "--is-clean", none);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    given = argv;
    read_options(argv + 1);
    if (options.done > 0 && !options.is_clean
        && (is(options.setsid, "each") || (is(options.setsid, "daemon") && options.done == 1)))
        setsid();
    if (!options.is_clean) {
        fork_away();
        arrange();
    }
    if (options.ignores)
        signal(SIGTERM, SIG_IGN);
    for (int i = 0; i < options.workers; i++)
        if (fork() == 0)
            for (;;)
                pause();
    if (options.report != NULL)
        write_pid(options.report, getpid());
    if (options.up >= 0 && (write(options.up, "", 1) != 1 || close(options.up) < 0))
        fail("write");
    for (;;)
        pause();
}
