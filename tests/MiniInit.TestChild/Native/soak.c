/*
 * soak SEED CALM [once]: a job that is up to something, again and again, until it ends in one way or another: it crashes,
 * exits, floods its output, leaves orphans behind, sends signals to everybody and nonsense to init. What it does is drawn
 * from SEED and from the number of its start. Once there is a file CALM it sleeps, or with "once" exits with 0.
 *
 * It runs only in a PID namespace whose first process is init: it signals whoever is there.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static uint64_t state;

/* xorshift64: less than LIMIT. */
static unsigned draw(unsigned limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % limit;
}

static void rest(long milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    while (nanosleep(&time, &time) < 0)
        ;
}

static void notify(const char *message)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (path != NULL && fd >= 0 && strlen(path) < sizeof address.sun_path) {
        strcpy(address.sun_path, path);
        if (*path == '@')
            *address.sun_path = 0;
        sendto(fd, message, strlen(message), MSG_DONTWAIT, (struct sockaddr *)&address,
               offsetof(struct sockaddr_un, sun_path) + strlen(path));
    }
    close(fd);
}

/* Lines of any length, of any bytes, some without an end. */
static void flood(unsigned lines)
{
    char line[10000];
    int fd = 1 + draw(4) / 3;
    for (; lines > 0; lines--) {
        unsigned length = draw(20) == 0 ? draw(sizeof line) : draw(120);
        for (unsigned i = 0; i < length; i++)
            line[i] = draw(50) == 0 ? (char)draw(256) : (char)(' ' + draw(95));
        line[length] = '\n';
        if (write(fd, line, length + (draw(20) != 0)) < 0)
            return;
    }
}

/* Processes that lose their parent, with sessions of their own or not, and end soon. */
static void abandon(void)
{
    for (unsigned count = 1 + draw(6); count > 0; count--) {
        unsigned milliseconds = draw(800), own = draw(2), code = draw(256);
        pid_t child = fork();
        if (child != 0)
            continue;
        if (fork() != 0)
            _exit(0);
        if (own)
            setsid();
        rest(milliseconds);
        _exit(code);
    }
}

/* Those that init is not ended by: no TERM, INT, QUIT, 37, 38, 39. HUP and USR2 make it work, so they are rare. */
static int harmless(void)
{
    static const int few[] = { SIGUSR1, SIGWINCH, SIGCHLD, SIGCONT, SIGPIPE, SIGALRM, SIGURG, SIGIO, SIGSEGV, SIGFPE, SIGTSTP, SIGTTIN };
    unsigned which = draw(4000);
    return which == 0 ? SIGHUP : which == 1 ? SIGUSR2 : which < 2000 ? few[draw(sizeof few / sizeof *few)]
        : which < 2200 ? 34 + (int)draw(3) : 40 + (int)draw(25);
}

static void storm(void)
{
    static const int ignored[] = { SIGWINCH, SIGCHLD, SIGCONT, SIGURG };
    for (unsigned count = draw(100); count > 0; count--)
        kill(1, harmless());
    if (draw(4) == 0)
        kill(-1, ignored[draw(4)]);
}

static void nonsense(void)
{
    static const char *const messages[] = {
        "STATUS=up and \033[31mdown\n", "MAINPID=1", "MAINPID=999999999", "READY=1\nSTATUS=\xff\xfe", "RELOADING=1\nMONOTONIC_USEC=1",
        "ERRNO=5\nBUSERROR=x", "=\n==\n\n", "STOPPING=0", "EXTEND_TIMEOUT_USEC=1000", "READY=1",
    };
    notify(messages[draw(sizeof messages / sizeof *messages)]);
}

static void end(void)
{
    static const int deadly[] = { SIGSEGV, SIGABRT, SIGKILL, SIGTERM, SIGFPE, SIGBUS, SIGSYS, SIGPIPE, 40, 64 };
    if (draw(3) == 0)
        _exit(0);
    if (draw(2) == 0)
        _exit(1 + draw(255));
    kill(getpid(), deadly[draw(sizeof deadly / sizeof *deadly)]);
}

static int is_below_init(void)
{
    char name[16] = "";
    FILE *file = fopen("/proc/1/comm", "r");
    if (file != NULL && fgets(name, sizeof name, file) == NULL)
        name[0] = 0;
    if (file != NULL)
        fclose(file);
    return strcmp(name, "miniinit\n") == 0;
}

int main(int argc, char **argv)
{
    const char *start = getenv("MINIINIT_INVOCATION");
    struct rlimit no_core = { 0, 0 };
    if (argc < 3 || !is_below_init())
        return 2;
    setrlimit(RLIMIT_CORE, &no_core);
    signal(SIGCHLD, SIG_IGN);
    state = strtoull(argv[1], NULL, 10) * 0x9e3779b97f4a7c15 + (start ? strtoull(start, NULL, 10) : 0) * 0xbf58476d1ce4e5b9 + 1;
    for (int i = 0; i < 8; i++)
        draw(1);
    if (draw(3) == 0)
        signal(SIGUSR1, SIG_IGN);
    if (draw(20) == 0)
        signal(SIGTERM, SIG_IGN);
    flood(40); /* what init keeps of it is full from the first moment on */
    if (draw(10) != 0 || access(argv[2], F_OK) == 0)
        notify("READY=1");
    for (;;) {
        rest(draw(8) == 0 ? 0 : draw(6000));
        if (access(argv[2], F_OK) == 0) {
            notify("READY=1"); /* and no longer reloading */
            if (argc > 3)
                return 0;
            while (access(argv[2], F_OK) == 0)
                rest(500);
        }
        switch (draw(9)) {
        case 0: flood(draw(200)); break;
        case 1: flood(draw(20)); break;
        case 2: abandon(); break;
        case 3: storm(); break;
        case 4: nonsense(); break;
        default: end();
        }
    }
}
