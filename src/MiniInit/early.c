/*
 * The one piece of C in MiniInit: what must happen before, and inside signal handlers beneath, the .NET runtime.
 *
 * 1. The entry point blocks every signal by the first instructions of the process, before libc relocates itself: a
 *    blocked signal queues even for PID 1, an unblocked one is dropped by the kernel. Later threads inherit the mask.
 * 2. A constructor, before the runtime starts, keeps what we inherited and the runtime is about to change (the mask, the
 *    ignored signals), and hides the environment from our own runtime: DOTNET_* is meant for the user's program,
 *    and DOTNET_GCHeapHardLimit=1 would stop us from starting. The program gets the original vector.
 * 3. miniinit_chain_handlers(), called once after the start, puts a handler before the runtime's own for the three
 *    signals that the runtime handles. A signal with a handler reaches even PID 1, and the runtime takes SIGSEGV sent by
 *    kill(2) for a fault of its own. What another process sent is counted here and forwarded like any signal; what the
 *    kernel or the runtime itself raised goes on to the runtime. All of it is async-signal-safe, nothing allocates.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>
extern uint8_t *g_lowest_address, *g_highest_address; /* the runtime's: what the collector has reserved */

struct start_record { /* MiniInit.Boot.StartRecord, field by field */
    char **arguments, **environment;
    uint64_t blocked_signals, ignored_signals;
    uint8_t **heap_start, **heap_end;
};
struct kernel_action { /* the kernel's struct sigaction: libc's refuses 32 and 33 */
    void *handler;
    uint64_t flags;
    void *restorer;
    uint64_t mask;
};

#define BIT(number) ((uint64_t)1 << ((number) - 1))
enum { HANDLED = 3, LIBC_CANCEL = 32 };

static const int handled[HANDLED] = { SIGSEGV, SIGFPE, 34 /* the runtime's thread suspension */ };
static struct start_record record = { .heap_start = &g_lowest_address, .heap_end = &g_highest_address };
static char *no_environment[] = { 0 };
static struct sigaction previous[HANDLED];
static uint32_t sent[HANDLED];
static volatile int wake_descriptor = -1;
static pid_t own_pid;

/* rt_sigprocmask(SIG_SETMASK, &all, &inherited, 8), then on to libc's _start with its registers as the kernel has them. */
__attribute__((used)) static const uint64_t all_signals = UINT64_MAX;
__attribute__((used)) static uint64_t inherited_mask;
#if defined(__x86_64__)
__asm__(".globl miniinit_entry\nminiinit_entry: mov $14,%eax; mov $2,%edi; lea all_signals(%rip),%rsi\n"
        "lea inherited_mask(%rip),%rdx; mov $8,%r10d; syscall; xor %edx,%edx; jmp _start");
#elif defined(__aarch64__)
__asm__(".globl miniinit_entry\nminiinit_entry: mov x8,#135; mov x0,#2; adrp x1,all_signals\n"
        "add x1,x1,:lo12:all_signals; adrp x2,inherited_mask; add x2,x2,:lo12:inherited_mask\n"
        "mov x3,#8; svc #0; mov x0,#0; b _start");
#else
#error "write miniinit_entry for this architecture"
#endif

__attribute__((constructor(101))) static void before_runtime(int n, char **arguments, char **environment)
{
    record.blocked_signals = inherited_mask;
    for (int number = 1; number <= 64; number++) {
        struct kernel_action action = { 0 };
        if (syscall(SYS_rt_sigaction, number, 0, &action, sizeof action.mask) == 0 && action.handler == SIG_IGN)
            record.ignored_signals |= BIT(number);
    }
    (void)n;
    record.arguments = arguments;
    record.environment = environment;
    environ = no_environment;
}
static void on_handled_signal(int number, siginfo_t *info, void *context)
{
    int index = number == SIGSEGV ? 0 : number == SIGFPE ? 1 : 2;
    /* The kernel's own have si_code > 0. The runtime suspends threads with tgkill; nobody else can forge SI_TKILL. */
    if (info->si_code <= 0 && (info->si_code != SI_TKILL || info->si_pid != own_pid)) {
        const uint64_t one = 1;
        int saved = errno;
        __atomic_fetch_add(&sent[index], 1, __ATOMIC_SEQ_CST);
        if (wake_descriptor >= 0 && write(wake_descriptor, &one, sizeof one) < 0)
            errno = saved; /* Full: then the loop is about to wake up anyway. */
        errno = saved;
    } else if (previous[index].sa_flags & SA_SIGINFO) {
        previous[index].sa_sigaction(number, info, context);
    } else {
        signal(number, SIG_DFL); /* A real fault that the runtime does not handle: the instruction faults again. */
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
        sigaction(handled[index], 0, &previous[index]);
        struct sigaction chained = previous[index];
        chained.sa_sigaction = on_handled_signal;
        chained.sa_flags |= SA_SIGINFO | SA_RESTART;
        if (sigaction(handled[index], &chained, 0) < 0)
            return -1;
    }
    /* libc unblocks 32 in every thread, and nobody handles it: its default would end us when we are not PID 1. */
    syscall(SYS_rt_sigaction, LIBC_CANCEL, &ignore, 0, sizeof ignore.mask);
    const uint64_t mask = ~(BIT(SIGSEGV) | BIT(SIGFPE) | BIT(34));
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, 0, sizeof mask);
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
