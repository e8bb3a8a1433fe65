/*
 * Starts a supervisor that takes the machine for its own, where it has none:
 *
 *     enclose REPORT CGROUP ROOT [SOURCE TARGET]... -- COMMAND [ARGUMENT]...
 *
 * CGROUP becomes the root of all control groups, and each SOURCE is seen at its TARGET. With ROOT (unless empty) nothing
 * else is seen: there is a new file system in memory at that directory with only what a system must have. Just before the
 * exec it tells the time on the FIFO REPORT, as job 0. Nothing that is done here or by the command reaches the machine,
 * and all of it is gone with the last process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void check(int result, const char *what)
{
    if (result >= 0)
        return;
    fprintf(stderr, *what == '/' ? "cannot use %s: %s\n" : "cannot %s: %s\n", what, strerror(errno));
    exit(1);
}

static const char *root;

static char *inside(const char *path)
{
    char *text;
    check(asprintf(&text, "%s%s", root, path), "allocate memory");
    return text;
}

static void make_parents(char *path)
{
    for (char *slash = path; (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
        *slash = '\0';
        mkdir(path, 0755);
    }
}

static void make_directory(char *path)
{
    make_parents(path);
    if (mkdir(path, 0755) < 0 && errno != EEXIST)
        check(-1, path);
}

static void mount_new(const char *type, const char *target)
{
    char *path = inside(target);
    make_directory(path);
    check(mount(type, path, type, MS_NOSUID, NULL), path);
}

static void show(const char *source, const char *target)
{
    char *path = inside(target);
    struct stat status;
    check(stat(source, &status), source);
    if (*root != '\0' && S_ISDIR(status.st_mode)) {
        make_directory(path);
    } else if (*root != '\0') {
        make_parents(path);
        int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0644);
        check(fd, path);
        close(fd);
    }
    check(mount(source, path, NULL, MS_BIND, NULL), path);
}

static void make_root(void)
{
    /* What a system init does reaches no further than its own namespaces only as PID 1. */
    if (getpid() != 1) {
        fprintf(stderr, "cannot start a system init that is not PID 1\n");
        exit(1);
    }
    mount_new("tmpfs", "");
    mount_new("proc", "/proc");
    char *settings = inside("/proc/sys");
    check(mount(settings, settings, NULL, MS_BIND, NULL), settings);
    check(mount(NULL, settings, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL), settings);
    /* Else init mounts them: a devtmpfs is that of the machine, and a bench directory that is below would be covered. */
    mount_new("tmpfs", "/sys");
    mount_new("tmpfs", "/run");
    mount_new("tmpfs", "/tmp");
    mount_new("tmpfs", "/dev");
    mount_new("tmpfs", "/dev/shm");
    make_directory(inside("/var"));
    check(symlink("/run", inside("/var/run")), "link /var/run");
    show("/dev/null", "/dev/null");
    show("/dev/urandom", "/dev/urandom");
}

static void drop_capabilities(void)
{
    /* What no namespace holds back. */
    static const int dropped[] = { CAP_AUDIT_CONTROL, CAP_SYSLOG, CAP_SYS_MODULE, CAP_SYS_RAWIO, CAP_SYS_TIME };
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        check(prctl(PR_CAPBSET_DROP, dropped[i], 0, 0, 0), "drop a capability");
    /* reboot() of PID 1 ends its namespace, of another process the machine. */
    if (getpid() != 1)
        check(prctl(PR_CAPBSET_DROP, CAP_SYS_BOOT, 0, 0, 0), "drop a capability");
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    /* As Reports.Message reads it. */
    struct { int64_t number, pid, time, bytes, spent; } message = { .pid = getpid() };
    root = argv[3];
    int report = open(argv[1], O_WRONLY | O_CLOEXEC);
    check(report, argv[1]);
    char *members;
    check(asprintf(&members, "%s/cgroup.procs", argv[2]), "allocate memory");
    int group = open(members, O_WRONLY | O_CLOEXEC);
    check(group, members);
    check(write(group, "0", 1), "enter the control group");
    check(unshare(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET), "make namespaces");
    check(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "keep mounts to itself");
    if (*root != '\0')
        make_root();
    mount_new("cgroup2", "/sys/fs/cgroup");
    char **next = argv + 4;
    for (; next[0] != NULL && next[1] != NULL && strcmp(next[0], "--") != 0; next += 2)
        show(next[0], next[1]);
    if (next[0] == NULL || next[1] == NULL)
        return 2;
    if (*root != '\0') {
        check(chroot(root), "change the root directory");
        check(chdir("/"), "change the directory");
    }
    drop_capabilities();
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    message.time = t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
    check(write(report, &message, sizeof message), "report");
    execv(next[1], next + 1);
    check(-1, next[1]);
}
