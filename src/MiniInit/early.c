/*
 * The one piece of C in MiniInit: what must happen before, and inside signal handlers beneath, the .NET runtime.
 *
 * 1. A constructor runs before the runtime starts and before any second thread exists.
 *    - It blocks every signal. A blocked signal queues even for PID 1, so a SIGTERM of the first milliseconds waits
 *      for us; an unblocked one would be dropped by the kernel. Threads made later inherit the mask.
 *    - It keeps what we inherited and the runtime is about to change: the mask and the set of ignored signals.
 *    - It hides the environment from our own runtime: DOTNET_* is meant for the user's program, and
 *      DOTNET_GCHeapHardLimit=1 would stop us from starting. The program gets the original vector.
 * 2. miniinit_chain_handlers(), called once after the start, puts a handler before the runtime's own for the three
 *    signals that the runtime handles. A signal with a handler reaches even PID 1, and the runtime takes SIGSEGV sent by
 *    kill(2) for a fault of its own. What another process sent is counted here and forwarded like any signal; what the
 *    kernel or the runtime itself raised goes on to the runtime.
 * Everything is async-signal-safe, nothing allocates.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>
extern char **environ;

struct start_record { /* MiniInit.Boot.StartRecord, field by field */
    int64_t argument_count;
    char **arguments;
    char **environment;
    uint64_t blocked_signals;
    uint64_t ignored_signals;
};

/* The kernel's struct sigaction, not libc's, which refuses 32 and 33. x86-64 and arm64 agree in these members. */
struct kernel_action {
    void *handler;
    uint64_t flags;
    void *restorer;
    uint64_t mask;
};

#define BIT(number) ((uint64_t)1 << ((number) - 1))
enum { HANDLED = 3, LIBC_CANCEL = 32 };

static const int handled[HANDLED] = { SIGSEGV, SIGFPE, 34 /* the runtime's thread suspension */ };
static struct start_record record;
static char *no_environment[] = { NULL };
static struct sigaction previous[HANDLED];
static uint32_t sent[HANDLED];
static volatile int wake_descriptor = -1;
static pid_t own_pid;

static void set_mask(uint64_t mask, uint64_t *before)
{
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, before, sizeof mask);
}

__attribute__((constructor(101))) static void before_runtime(int count, char **arguments, char **environment)
{
    set_mask(UINT64_MAX, &record.blocked_signals);
    for (int number = 1; number <= 64; number++) {
        struct kernel_action action = { 0 };
        if (syscall(SYS_rt_sigaction, number, NULL, &action, sizeof action.mask) == 0 && action.handler == SIG_IGN)
            record.ignored_signals |= BIT(number);
    }
    record.argument_count = count;
    record.arguments = arguments;
    record.environment = environment;
    environ = no_environment;
}

static void on_handled_signal(int number, siginfo_t *info, void *context)
{
    int index = number == SIGSEGV ? 0 : number == SIGFPE ? 1 : 2;
    /* si_code <= 0: a process sent it. The runtime suspends its threads with tgkill, and is then the sender itself. */
    if (info->si_code <= 0 && info->si_pid != own_pid) {
        int saved = errno;
        uint64_t one = 1;
        __atomic_fetch_add(&sent[index], 1, __ATOMIC_SEQ_CST);
        if (wake_descriptor >= 0 && write(wake_descriptor, &one, sizeof one) < 0)
            errno = saved; /* Full: then the loop is about to wake up anyway. */
        errno = saved;
    } else if (previous[index].sa_flags & SA_SIGINFO) {
        previous[index].sa_sigaction(number, info, context);
    } else {
        /* A real fault that the runtime does not handle: back to the default, and the instruction faults again. */
        signal(number, SIG_DFL);
    }
}
struct start_record *miniinit_start_record(void)
{
    return &record;
}

int miniinit_chain_handlers(void)
{
    struct kernel_action ignore = { .handler = SIG_IGN };
    own_pid = getpid();
    for (int index = 0; index < HANDLED; index++) {
        sigaction(handled[index], NULL, &previous[index]);
        struct sigaction chained = previous[index];
        chained.sa_sigaction = on_handled_signal;
        chained.sa_flags |= SA_SIGINFO | SA_RESTART;
        if (sigaction(handled[index], &chained, NULL) < 0)
            return -1;
    }
    /* libc unblocks 32 in every thread, and nobody handles it: its default would end us when we are not PID 1. */
    syscall(SYS_rt_sigaction, LIBC_CANCEL, &ignore, NULL, sizeof ignore.mask);
    set_mask(~(BIT(SIGSEGV) | BIT(SIGFPE) | BIT(34)), NULL);
    return 0;
}
/* From now on a counted signal also wakes whoever waits for this eventfd. */
void miniinit_wake_by(int descriptor)
{
    wake_descriptor = descriptor;
}
/* How often the handled signal at index (0 SEGV, 1 FPE, 2 real-time 34) was sent since the last call. */
uint32_t miniinit_take_sent(int index)
{
    return __atomic_exchange_n(&sent[index], 0, __ATOMIC_SEQ_CST);
}
